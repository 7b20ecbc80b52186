package io.kvartal.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The six kinds of failure that are not a use case's own refusals. The web edge turns them into RFC 9457 or an HTML page.
 *
 * <p>{@code code} is stable and doubles as the message key {@code problem.<code>} in the three languages.
 */
public abstract sealed class Problem extends RuntimeException {
    private final String code;
    private final Object[] args;

    private Problem(String code, Object... args) {
        super(code);
        this.code = code;
        this.args = args;
    }

    public String code() {
        return code;
    }

    public Object[] args() {
        return args.clone();
    }

    /** Absent, or another tenant's: the two look the same from outside. HTTP 404. */
    public static final class NotFound extends Problem {
        public NotFound(String what) {
            super("not-found", what);
        }
    }

    /** The caller's role does not allow it. HTTP 403. */
    public static final class Forbidden extends Problem {
        public Forbidden(String code) {
            super(code);
        }
    }

    /** One wrong input: a JSON pointer and the stable code of the sentence that mends it. */
    public record FieldError(String pointer, String code, Object... args) {}

    /** The input is wrong. HTTP 422. */
    public static final class Invalid extends Problem {
        private final List<FieldError> errors;

        public Invalid(String code, List<FieldError> errors) {
            super(code);
            this.errors = List.copyOf(errors);
        }

        public Invalid(String pointer, String code, @Nullable Object... args) {
            this("invalid", List.of(new FieldError(pointer, code, args)));
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** Somebody changed it meanwhile, or the state does not allow the act. HTTP 409. */
    public static final class Conflict extends Problem {
        public Conflict(String code, Object... args) {
            super(code, args);
        }
    }

    /** A condition of the request does not hold (If-Match, Idempotency-Key with another body). HTTP 412 or 422. */
    public static final class PreconditionFailed extends Problem {
        public PreconditionFailed(String code, Object... args) {
            super(code, args);
        }
    }

    /** A system that we call did not answer as agreed. HTTP 502. */
    public static final class UpstreamFailed extends Problem {
        public UpstreamFailed(String code, Throwable cause) {
            super(code);
            initCause(cause);
        }

        public UpstreamFailed(String code) {
            super(code);
        }
    }
}

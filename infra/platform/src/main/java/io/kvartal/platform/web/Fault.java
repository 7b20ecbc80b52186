package io.kvartal.platform.web;

import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What went wrong, as the outside may know it.
 *
 * @param kind names the title {@code problem.title.<kind>} and stands in for a code without a text
 * @param code stable; names the sentence {@code problem.<code>}
 */
record Fault(
        HttpStatusCode status,
        String kind,
        String code,
        List<@Nullable Object> args,
        List<FieldError> errors,
        HttpHeaders headers) {
    private static final int DEPTH = 12;

    static Fault of(Throwable error) {
        Throwable cause = error;
        for (int level = 0; cause != null && level < DEPTH; level++) {
            var known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return spring(error);
    }

    /** Causes that say more than what wraps them. */
    private static @Nullable Fault known(Throwable cause) {
        return switch (cause) {
            case Problem problem -> of(problem);
            case DataBufferLimitException large -> plain(HttpStatus.CONTENT_TOO_LARGE, "too-large");
            case ContentTooLargeException large -> plain(HttpStatus.CONTENT_TOO_LARGE, "too-large");
            case WebExchangeBindException form -> invalid(form);
            case JacksonException json -> json(json);
            case AccessDeniedException denied -> plain(HttpStatus.FORBIDDEN, "forbidden");
            case AuthenticationException unknown -> plain(HttpStatus.UNAUTHORIZED, "unauthorized");
            case DataAccessResourceFailureException gone -> plain(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
            case CannotCreateTransactionException gone -> plain(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
            case TimeoutException late -> plain(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
            default -> null;
        };
    }

    private static Fault of(Problem problem) {
        var args = List.<@Nullable Object>of(problem.args());
        return switch (problem) {
            case Problem.NotFound p -> new Fault(HttpStatus.NOT_FOUND, "not-found", p.code(), args, List.of(), none());
            case Problem.Forbidden p -> new Fault(HttpStatus.FORBIDDEN, "forbidden", p.code(), args, List.of(), none());
            case Problem.Invalid p ->
                new Fault(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", p.code(), args, p.errors(), none());
            case Problem.Conflict p -> new Fault(HttpStatus.CONFLICT, "conflict", p.code(), args, List.of(), none());
            case Problem.PreconditionFailed p ->
                new Fault(
                        p.code().startsWith("idempotency")
                                ? HttpStatus.UNPROCESSABLE_CONTENT
                                : HttpStatus.PRECONDITION_FAILED,
                        "precondition-failed",
                        p.code(),
                        args,
                        List.of(),
                        none());
            case Problem.UpstreamFailed p ->
                new Fault(HttpStatus.BAD_GATEWAY, "upstream-failed", p.code(), args, List.of(), none());
        };
    }

    private static Fault spring(Throwable error) {
        return switch (error) {
            case HandlerMethodValidationException wrong -> invalid(wrong);
            case MissingRequestValueException missing ->
                new Fault(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        "invalid",
                        List.of(),
                        List.of(new FieldError("/" + missing.getName(), "required")),
                        none());
            case ServerWebInputException unreadable -> unreadable(unreadable);
            case ResponseStatusException status -> of(status);
            default -> plain(HttpStatus.INTERNAL_SERVER_ERROR, "internal");
        };
    }

    private static Fault of(ResponseStatusException error) {
        var kind =
                switch (error.getStatusCode().value()) {
                    case 401 -> "unauthorized";
                    case 403 -> "forbidden";
                    case 404 -> "not-found";
                    case 405 -> "method-not-allowed";
                    case 406 -> "not-acceptable";
                    case 409 -> "conflict";
                    case 412 -> "precondition-failed";
                    case 413 -> "too-large";
                    case 415 -> "unsupported-media-type";
                    case 422 -> "invalid";
                    case 429 -> "too-many-requests";
                    case 502, 504 -> "upstream-failed";
                    case 503 -> "unavailable";
                    default -> error.getStatusCode().is4xxClientError() ? "bad-request" : "internal";
                };
        return new Fault(error.getStatusCode(), kind, kind, List.of(""), List.of(), error.getHeaders());
    }

    private static Fault unreadable(ServerWebInputException error) {
        var parameter = error.getMethodParameter();
        var name = parameter == null ? null : parameter.getParameterName();
        return name == null || error.getCause() == null || error.getCause().getMessage() == null
                ? new Fault(HttpStatus.BAD_REQUEST, "bad-request", "bad-request", List.of(""), List.of(), none())
                : new Fault(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        "invalid",
                        List.of(),
                        List.of(new FieldError("/" + name, "wrong-type")),
                        none());
    }

    private static Fault invalid(WebExchangeBindException form) {
        var errors = new ArrayList<FieldError>();
        form.getFieldErrors()
                .forEach(field -> errors.add(new FieldError(pointer(field.getField()), constraint(field.getCode()))));
        form.getGlobalErrors().forEach(any -> errors.add(new FieldError("", constraint(any.getCode()))));
        return new Fault(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", "invalid", List.of(), errors, none());
    }

    private static Fault invalid(HandlerMethodValidationException wrong) {
        var errors = wrong.getParameterValidationResults().stream()
                .map(ParameterValidationResult::getMethodParameter)
                .map(parameter -> new FieldError("/" + parameter.getParameterName(), "wrong-value", ""))
                .toList();
        return new Fault(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", "invalid", List.of(), errors, none());
    }

    private static Fault json(JacksonException json) {
        if (json instanceof StreamReadException) {
            return new Fault(HttpStatus.BAD_REQUEST, "bad-request", "bad-request", List.of("JSON"), List.of(), none());
        }
        var pointer = json.getPath().stream()
                .map(step -> step.getPropertyName() == null
                        ? "/" + step.getIndex()
                        : "/" + step.getPropertyName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
        var error = json instanceof UnrecognizedPropertyException unknown
                ? new FieldError(pointer, "unknown-property", unknown.getPropertyName())
                : new FieldError(pointer, json.getOriginalMessage().startsWith("code:") ? named(json) : "wrong-type");
        return new Fault(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", "invalid", List.of(), List.of(error), none());
    }

    /** A code that {@link KernelModule} put into its message. */
    private static String named(JacksonException json) {
        return json.getOriginalMessage().substring("code:".length());
    }

    private static String pointer(String field) {
        return "/" + field.replace('.', '/').replace("[", "/").replace("]", "");
    }

    private static String constraint(@Nullable String code) {
        return switch (code == null ? "" : code) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "typeMismatch" -> "wrong-type";
            default -> "wrong";
        };
    }

    private static Fault plain(HttpStatus status, String kind) {
        return new Fault(status, kind, kind, List.of(), List.of(), none());
    }

    private static HttpHeaders none() {
        return HttpHeaders.EMPTY;
    }
}

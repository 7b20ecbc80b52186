package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Failure;
import io.kvartal.platform.xml.BrokenXml;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.util.Arrays;
import java.util.List;

/** Why a run came to nothing, in words that somebody can act upon. */
final class FeedFailures {
    private FeedFailures() {}

    static Failure of(Throwable error) {
        return switch (error) {
            case BrokenXml broken -> failure(place(broken));
            case Problem.Invalid invalid
            when !invalid.errors().isEmpty() -> failure(invalid.errors().getFirst());
            case Problem.UpstreamFailed upstream -> new Failure("feed-upstream", List.of(upstream.code()));
            case Problem problem -> new Failure(problem.code(), List.of());
            default -> new Failure("feed-interrupted", List.of());
        };
    }

    private static Failure failure(FieldError error) {
        return new Failure(
                error.code(), Arrays.stream(error.args()).map(String::valueOf).toList());
    }

    /** As the API answers it. */
    static Problem refusal(BrokenXml broken) {
        return new Problem.Invalid("feed-broken", List.of(place(broken)));
    }

    private static FieldError place(BrokenXml broken) {
        return new FieldError(
                "/", "feed-" + broken.code(), broken.line(), broken.column(), String.valueOf(broken.getMessage()));
    }
}

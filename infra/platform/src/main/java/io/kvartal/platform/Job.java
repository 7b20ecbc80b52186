package io.kvartal.platform;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Recurring work. Every replica runs it; what it works on are rows taken with SKIP LOCKED or under a unique key, so two replicas never do one thing
 * twice (docs/adr/0004).
 *
 * @param every the pause after one run before the next
 * @param hint a channel on which PostgreSQL says that it is worth running before the pause is over ({@link Notices}); null for none
 */
public record Job(
        String name,
        Duration every,
        Supplier<? extends Mono<?>> work,
        @Nullable String hint) {
    public Job(String name, Duration every, Supplier<? extends Mono<?>> work) {
        this(name, every, work, null);
    }
}

package io.kvartal.platform;

import io.kvartal.shared.TenantId;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hears one kind of event, at least once. A failure is tried again later with growing pauses, and parked for a person in the end. */
public interface OutboxConsumer<E> {
    Class<E> event();

    /** Stable: what was already delivered is recorded under this name. */
    String name();

    Mono<Void> on(@Nullable TenantId tenant, E event);

    /**
     * True when the work calls somebody outside: then it runs without a transaction around it and must be idempotent by itself. False, the default:
     * the work and the record that it is done commit together.
     */
    default boolean callsOutside() {
        return false;
    }

    /** Of events that a developer has always. */
    static <E> OutboxConsumer<E> of(Class<E> event, String name, BiFunction<TenantId, E, Mono<Void>> work) {
        return new Listener<>(event, name, work, false);
    }

    /** Like {@link #of}, without a transaction around the work: see {@link #callsOutside}. */
    static <E> OutboxConsumer<E> outside(Class<E> event, String name, BiFunction<TenantId, E, Mono<Void>> work) {
        return new Listener<>(event, name, work, true);
    }

    record Listener<E>(Class<E> event, String name, BiFunction<TenantId, E, Mono<Void>> work, boolean callsOutside)
            implements OutboxConsumer<E> {
        @Override
        public Mono<Void> on(@Nullable TenantId tenant, E event) {
            return work.apply(Objects.requireNonNull(tenant, "an event without a developer"), event);
        }
    }
}

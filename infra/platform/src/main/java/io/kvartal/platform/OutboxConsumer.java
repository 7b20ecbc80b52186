package io.kvartal.platform;

import io.kvartal.shared.TenantId;
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
}

package io.kvartal.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Keeps what was worked out from the catalogue until the catalogue changes. A change of this replica is seen at once, one of another replica within a
 * second ({@link KnownVersion}).
 */
public final class PerVersion<K, V> {
    private final KnownVersion version;
    private final Cache<K, Kept<V>> kept;

    public PerVersion(KnownVersion version, int most) {
        this.version = version;
        this.kept = Caffeine.newBuilder().maximumSize(most).build();
    }

    private record Kept<V>(long version, V value) {}

    /** The version is taken before the reading: what is read may be newer than it says, and is then read once more. */
    public Mono<V> get(K key, Supplier<Mono<V>> read) {
        return Mono.defer(() -> {
            long now = version.now();
            var known = kept.getIfPresent(key);
            if (known != null && known.version == now && now != KnownVersion.UNKNOWN) {
                return Mono.just(known.value);
            }
            return read.get().doOnNext(value -> kept.put(key, new Kept<>(now, value)));
        });
    }
}

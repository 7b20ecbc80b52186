package io.kvartal.platform.storage;

import java.nio.file.Path;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bytes under keys such as {@code recording/ab/abcdef…}. Keys consist of lower-case letters, digits, {@code . _ -} and single slashes.
 *
 * <p>Reading what is not there is {@link io.kvartal.shared.Problem.NotFound}; deleting it is no error.
 */
public interface ObjectStore {
    Mono<Void> put(String key, Path content, String contentType);

    Mono<Void> put(String key, byte[] content, String contentType);

    /** Bytes {@code from} to {@code toInclusive}, both counted from 0; what lies beyond the end is left out. */
    Flux<DataBuffer> get(String key, long from, long toInclusive);

    default Flux<DataBuffer> get(String key) {
        return get(key, 0, Long.MAX_VALUE);
    }

    Mono<Long> size(String key);

    Mono<Void> delete(String key);

    /** @throws IllegalArgumentException when the text is no key, above all when it would climb out of its folder */
    static String checked(String key) {
        if (!key.matches("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*") || key.length() > 300) {
            throw new IllegalArgumentException("not an object key");
        }
        return key;
    }
}

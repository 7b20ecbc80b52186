package io.kvartal.call;

import java.time.Instant;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/**
 * The answer to a request for a recording.
 *
 * @param status 200, 206 or 416
 * @param from first byte of the content, 0 for the whole
 * @param to last byte, inclusive; -1 when there is no content
 * @param size of the whole
 */
public record Recording(
        int status,
        String contentType,
        String etag,
        Instant storedAt,
        long from,
        long to,
        long size,
        Flux<DataBuffer> content) {
    public long length() {
        return to - from + 1;
    }
}

package io.kvartal.catalogue.web;

import io.kvartal.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A form as it came, with its files if it has any. */
record Sent(MultiValueMap<String, String> fields, List<FilePart> files) {
    private static final int MOST_BYTES = 20 * 1024 * 1024;

    static Mono<Sent> read(ServerWebExchange exchange) {
        var type = exchange.getRequest().getHeaders().getContentType();
        return MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type)
                ? exchange.getMultipartData().map(Sent::of)
                : exchange.getFormData().map(fields -> new Sent(fields, List.of()));
    }

    private static Sent of(MultiValueMap<String, Part> parts) {
        var fields = new LinkedMultiValueMap<String, String>();
        var files = new ArrayList<FilePart>();
        parts.forEach((name, sent) -> sent.forEach(part -> {
            if (part instanceof FilePart file && !file.filename().isEmpty()) {
                files.add(file);
            } else if (part instanceof FormFieldPart field) {
                fields.add(name, field.value());
            }
        }));
        return new Sent(fields, List.copyOf(files));
    }

    /** One file after the other, each whole. @throws Problem.Invalid when one is over 20 MB */
    Flux<byte[]> contents() {
        return Flux.fromIterable(files).concatMap(file -> DataBufferUtils.join(file.content(), MOST_BYTES)
                .map(buffer -> {
                    var bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .onErrorMap(
                        DataBufferLimitException.class,
                        large -> new Problem.Invalid("/files", "picture-heavy", MOST_BYTES / 1024 / 1024)));
    }
}

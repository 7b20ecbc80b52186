package io.kvartal.billing.web;

import io.kvartal.platform.web.SafeCsv;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Files that a person keeps. */
final class Download {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private Download() {}

    /** With the mark by which spreadsheets know that it is UTF-8. */
    static ResponseEntity<byte[]> csv(String name, List<List<String>> lines) {
        var text = new StringBuilder("\uFEFF");
        lines.forEach(line -> text.append(SafeCsv.line(line)));
        return file(name + ".csv", CSV, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Mono<ResponseEntity<byte[]>> xlsx(String name, Mono<byte[]> content) {
        return content.map(bytes -> file(name + ".xlsx", XLSX, bytes));
    }

    static ResponseEntity<byte[]> pdf(String name, byte[] content) {
        return file(name + ".pdf", MediaType.APPLICATION_PDF, content);
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}

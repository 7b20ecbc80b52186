package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceBook;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** An invoice as a file to keep. */
final class InvoiceFile {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private InvoiceFile() {}

    static Mono<ResponseEntity<byte[]>> pdf(InvoiceBook book, TenantId tenant, InvoiceId id, Lang lang) {
        return named(book, tenant, id, book.pdf(tenant, id, lang), ".pdf", MediaType.APPLICATION_PDF, true);
    }

    static Mono<ResponseEntity<byte[]>> xlsx(InvoiceBook book, TenantId tenant, InvoiceId id, Lang lang) {
        return named(book, tenant, id, book.xlsx(tenant, id, lang), ".xlsx", MediaType.parseMediaType(XLSX), false);
    }

    private static Mono<ResponseEntity<byte[]>> named(
            InvoiceBook book,
            TenantId tenant,
            InvoiceId id,
            Mono<byte[]> content,
            String ending,
            MediaType type,
            boolean inline) {
        return book.invoice(tenant, id)
                .flatMap(view -> content.map(bytes -> file(InvoiceTexts.file(view.invoice()) + ending, type, inline)
                        .body(bytes)));
    }

    static ResponseEntity.BodyBuilder file(String name, MediaType type, boolean inline) {
        var kind = inline ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        kind.filename(name).build().toString());
    }
}

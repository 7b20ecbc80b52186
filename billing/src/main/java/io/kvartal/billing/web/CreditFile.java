package io.kvartal.billing.web;

import io.kvartal.billing.Credits;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** A credit note as a file to keep. */
final class CreditFile {
    private CreditFile() {}

    static Mono<ResponseEntity<byte[]>> of(Credits credits, TenantId tenant, UUID id, Lang lang) {
        return credits.document(tenant, id)
                .flatMap(document -> credits.pdf(tenant, id, lang).map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.inline()
                                        .filename(Objects.requireNonNullElse(document.number(), "credit-note") + ".pdf")
                                        .build()
                                        .toString())
                        .body(bytes)));
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.InvoiceId;
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
    private InvoiceFile() {}

    static Mono<ResponseEntity<byte[]>> of(Billing billing, TenantId tenant, InvoiceId id, Lang lang) {
        return billing.invoice(tenant, id)
                .flatMap(view -> billing.pdf(tenant, id, lang).map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.inline()
                                        .filename(view.invoice().number() + ".pdf")
                                        .build()
                                        .toString())
                        .body(bytes)));
    }
}

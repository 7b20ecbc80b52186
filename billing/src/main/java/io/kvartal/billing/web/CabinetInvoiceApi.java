package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceBook;
import io.kvartal.billing.InvoiceId;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A developer's own invoices, for programs. */
@RestController
@RequestMapping("/api/v1/cabinet/invoices")
class CabinetInvoiceApi {
    private final InvoiceBook book;

    CabinetInvoiceApi(InvoiceBook book) {
        this.book = book;
    }

    record InvoiceItems(List<InvoiceBody> items, @Nullable String nextCursor) {}

    @GetMapping
    Mono<InvoiceItems> invoices(Member member) {
        member.require(Role.ACCOUNTANT);
        return book.invoices(member.tenant())
                .map(all -> new InvoiceItems(
                        all.stream().map(invoice -> InvoiceBody.of(invoice)).toList(), null));
    }

    @GetMapping("/{id}")
    Mono<InvoiceBody> invoice(Member member, Ui ui, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return book.card(member.tenant(), id).map(card -> InvoiceBody.of(card, ui));
    }

    @GetMapping("/{id}/lines/{no}/charges")
    Mono<InvoiceChargesBody> charges(
            Member member,
            @PathVariable InvoiceId id,
            @PathVariable int no,
            @RequestParam(defaultValue = "1") int page) {
        member.require(Role.ACCOUNTANT);
        return book.charges(member.tenant(), id, no, page).map(InvoiceChargesBody::of);
    }

    @GetMapping(
            value = "/{id}/pdf",
            produces = {MediaType.APPLICATION_PDF_VALUE, "application/problem+json"})
    Mono<ResponseEntity<byte[]>> pdf(Member member, Ui ui, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return InvoiceFile.pdf(book, member.tenant(), id, ui.lang());
    }

    @GetMapping(
            value = "/{id}/xlsx",
            produces = {InvoiceFile.XLSX, "application/problem+json"})
    Mono<ResponseEntity<byte[]>> xlsx(Member member, Ui ui, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return InvoiceFile.xlsx(book, member.tenant(), id, ui.lang());
    }
}

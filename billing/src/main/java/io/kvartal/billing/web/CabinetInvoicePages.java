package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceBook;
import io.kvartal.billing.InvoiceId;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** A developer's own invoices. */
@Controller
@RequestMapping("/cabinet/billing/invoices")
class CabinetInvoicePages {
    private final InvoiceBook book;

    CabinetInvoicePages(InvoiceBook book) {
        this.book = book;
    }

    @GetMapping("/{id}")
    Mono<Rendering> invoice(Member member, Ui ui, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return book.card(member.tenant(), id)
                .map(card -> Pages.render("billing/invoice", new InvoicePage(ui, card, false, null)));
    }

    @GetMapping("/{id}/lines/{no}")
    Mono<Rendering> charges(
            Member member,
            Ui ui,
            @PathVariable InvoiceId id,
            @PathVariable int no,
            @RequestParam(defaultValue = "1") int page) {
        member.require(Role.ACCOUNTANT);
        return book.charges(member.tenant(), id, no, page)
                .map(charges -> Pages.render("billing/invoice-charges", new InvoiceChargesPage(ui, charges, false)));
    }

    @GetMapping("/{id}/pdf")
    Mono<ResponseEntity<byte[]>> pdf(Member member, Ui ui, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return InvoiceFile.pdf(book, member.tenant(), id, ui.lang());
    }

    @GetMapping("/{id}/xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(Member member, Ui ui, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return InvoiceFile.xlsx(book, member.tenant(), id, ui.lang());
    }
}

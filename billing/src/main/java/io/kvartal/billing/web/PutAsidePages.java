package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.stripe.PutAside;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Events and invoices that were put aside: why, and once more. */
@Controller
@RequestMapping("/billing/gateway")
class PutAsidePages {
    private static final String HOME = "/billing/gateway";

    private final PutAside aside;
    private final PaymentTexts texts;

    PutAsidePages(PutAside aside, PaymentTexts texts) {
        this.aside = aside;
        this.texts = texts;
    }

    @GetMapping
    Mono<Rendering> show(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return aside.events().flatMap(events -> aside.invoices().flatMap(invoices -> texts.names(staff)
                .map(names -> Pages.render("payment/aside", new PutAsidePage(ui, events, invoices, names)))));
    }

    @PostMapping("/events/{id}/retry")
    Mono<Rendering> event(Staff staff, @PathVariable String id) {
        staff.require(Role.BILLING);
        return aside.retryEvent(id, staff.name()).thenReturn(Pages.seeOther(HOME));
    }

    @PostMapping("/invoices/{id}/retry")
    Mono<Rendering> invoice(Staff staff, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return aside.retryInvoice(id, staff.name()).thenReturn(Pages.seeOther(HOME));
    }
}

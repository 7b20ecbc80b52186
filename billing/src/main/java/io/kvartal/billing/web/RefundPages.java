package io.kvartal.billing.web;

import io.kvartal.billing.Treasury;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Refunds that wait for a second person, for a transfer, or are done. */
@Controller
@RequestMapping("/billing/refunds")
class RefundPages {
    private static final String HOME = "/billing/refunds";

    private final Treasury treasury;
    private final PaymentTexts texts;

    RefundPages(Treasury treasury, PaymentTexts texts) {
        this.treasury = treasury;
        this.texts = texts;
    }

    @GetMapping
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return list(staff, ui, null).map(page -> Pages.render("payment/refunds", page));
    }

    private Mono<RefundsPage> list(Staff staff, Ui ui, @Nullable String error) {
        return treasury.refunds(staff.access("refunds"))
                .flatMap(all -> texts.names(staff).map(names -> new RefundsPage(ui, all, names, staff.name(), error)));
    }

    @PostMapping("/{tenant}/{id}/approval")
    Mono<Rendering> approve(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return acted(staff, ui, treasury.approveRefund(tenant, id, staff.name()));
    }

    @PostMapping("/{tenant}/{id}/refusal")
    Mono<Rendering> refuse(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return acted(staff, ui, treasury.refuseRefund(tenant, id, staff.name()));
    }

    /** The transfer left the bank; a statement that shows it says so by itself. */
    @PostMapping("/{tenant}/{id}/transfer")
    Mono<Rendering> sent(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return acted(staff, ui, treasury.refundSent(tenant, id, null, staff.name()));
    }

    @PostMapping("/{tenant}/{id}/failure")
    Mono<Rendering> failed(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .flatMap(form -> acted(staff, ui, Mono.defer(() -> {
                    var note = form.getFirst("note");
                    if (note == null || note.isBlank()) {
                        throw new Problem.Invalid("/note", "payment-note");
                    }
                    return treasury.refundFailed(tenant, id, note.strip(), staff.name());
                })));
    }

    private Mono<Rendering> acted(Staff staff, Ui ui, Mono<?> act) {
        return act.then(Mono.fromSupplier(() -> Pages.seeOther(HOME)))
                .onErrorResume(PaymentTexts::isMendable, wrong -> list(staff, ui, PaymentTexts.sentence(ui, wrong))
                        .map(page -> Pages.invalid("payment/refunds", page)));
    }
}

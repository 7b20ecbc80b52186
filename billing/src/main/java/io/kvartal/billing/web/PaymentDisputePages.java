package io.kvartal.billing.web;

import io.kvartal.billing.Treasury;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
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

/** Chargebacks: what the bank took, until when it listens, what we answer. */
@Controller
@RequestMapping("/billing/payment-disputes")
class PaymentDisputePages {
    private final Treasury treasury;
    private final PaymentTexts texts;

    PaymentDisputePages(Treasury treasury, PaymentTexts texts) {
        this.treasury = treasury;
        this.texts = texts;
    }

    @GetMapping
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return treasury.disputes(staff.access("payment disputes")).flatMap(all -> texts.names(staff)
                .map(names -> Pages.render("payment/disputes", new PaymentDisputesPage(ui, all, names))));
    }

    @GetMapping("/{tenant}/{id}")
    Mono<Rendering> one(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return page(staff, ui, tenant, id, "", null).map(page -> Pages.render("payment/dispute", page));
    }

    private Mono<PaymentDisputePage> page(
            Staff staff, Ui ui, TenantId tenant, UUID id, String evidence, @Nullable String error) {
        return treasury.dispute(tenant, id).flatMap(dispute -> texts.names(staff)
                .map(names -> new PaymentDisputePage(
                        ui, dispute, names.getOrDefault(tenant, tenant.toString()), evidence, error)));
    }

    @PostMapping("/{tenant}/{id}/evidence")
    Mono<Rendering> defend(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().flatMap(form -> {
            var typed = form.getFirst("evidence");
            var evidence = typed == null ? "" : typed;
            return treasury.defend(tenant, id, evidence, staff.name())
                    .then(Mono.fromSupplier(() -> Pages.seeOther("/billing/payment-disputes/" + tenant + "/" + id)))
                    .onErrorResume(PaymentTexts::isMendable, wrong -> page(
                                    staff, ui, tenant, id, evidence, PaymentTexts.sentence(ui, wrong))
                            .map(page -> Pages.invalid("payment/dispute", page)));
        });
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.Treasury;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a developer paid, and with what. */
@Controller
@RequestMapping("/cabinet/billing")
class CabinetPaymentPages {
    private static final String CARD = "/cabinet/billing/payment-method";

    private final Treasury treasury;

    CabinetPaymentPages(Treasury treasury) {
        this.treasury = treasury;
    }

    @GetMapping("/payments")
    Mono<Rendering> payments(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        return treasury.payments(member.tenant()).flatMap(all -> treasury.balance(member.tenant())
                .map(balance -> Pages.render("payment/mine", new CabinetPaymentsPage(ui, all, balance))));
    }

    @GetMapping("/payments/file.csv")
    Mono<ResponseEntity<byte[]>> file(Member member) {
        member.require(Role.ACCOUNTANT);
        return treasury.payments(member.tenant())
                .map(all -> PaymentPages.csv(
                        "payments.csv",
                        SafeCsv.line(List.of("received", "kind", "source", "invoice", "amount", "currency"))
                                + all.stream()
                                        .map(one -> SafeCsv.line(List.of(
                                                one.receivedAt().toString(),
                                                one.kind().name(),
                                                one.source().name(),
                                                one.number() == null ? "" : one.number(),
                                                one.amount().amount().toPlainString(),
                                                one.amount().currency().getCurrencyCode())))
                                        .collect(Collectors.joining())));
    }

    @GetMapping("/payment-method")
    Mono<Rendering> card(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        return page(member, ui, null).map(page -> Pages.render("payment/card", page));
    }

    private Mono<CardPage> page(Member member, Ui ui, @Nullable String error) {
        return treasury.card(member.tenant()).map(card -> new CardPage(ui, card.orElse(null), error));
    }

    /** To the gateway's own page, where a card is saved or replaced. */
    @PostMapping("/payment-method")
    Mono<Rendering> save(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        return treasury.cardPage(member.tenant(), URI.create(ui.absolute(CARD)))
                .map(page -> Pages.seeOther(page.toString()))
                .onErrorResume(PaymentTexts::isMendable, wrong -> again(member, ui, wrong));
    }

    @PostMapping("/payment-method/autopay")
    Mono<Rendering> autopay(Member member, Ui ui, ServerWebExchange exchange) {
        member.require(Role.ACCOUNTANT);
        return exchange.getFormData()
                .flatMap(form -> done(
                        member,
                        ui,
                        treasury.autopay(member.tenant(), "on".equals(form.getFirst("autopay")), member.name())));
    }

    @PostMapping("/payment-method/removal")
    Mono<Rendering> remove(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        return done(member, ui, treasury.forgetCard(member.tenant(), member.name()));
    }

    private Mono<Rendering> done(Member member, Ui ui, Mono<Void> act) {
        return act.then(Mono.fromSupplier(() -> Pages.seeOther(CARD)))
                .onErrorResume(PaymentTexts::isMendable, wrong -> again(member, ui, wrong));
    }

    private Mono<Rendering> again(Member member, Ui ui, Throwable wrong) {
        return page(member, ui, PaymentTexts.sentence(ui, wrong)).map(page -> Pages.invalid("payment/card", page));
    }
}

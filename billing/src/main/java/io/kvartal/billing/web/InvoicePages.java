package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.InvoiceBook;
import io.kvartal.billing.InvoiceFilter;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceState;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invoices of all developers, and what billing staff do with them. */
@Controller
@RequestMapping("/billing/invoices")
class InvoicePages {
    private final InvoiceBook book;
    private final Billing billing;
    private final Clock clock;

    InvoicePages(InvoiceBook book, Billing billing, Clock clock) {
        this.book = book;
        this.billing = billing;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> invoices(
            Staff staff,
            Ui ui,
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page) {
        staff.require(Role.BILLING);
        var last = BillingPeriod.of(clock.instant(), WorkingHours.ALMATY).previous();
        var month = period == null || period.isBlank() ? last : period(period);
        var filter = filter(month, state, q, page);
        return book.list(staff.access("invoices"), filter)
                .map(list -> Pages.render(
                        "billing/invoices", new InvoicesPage(ui, filter, month == null ? last : month, list)));
    }

    private static @Nullable BillingPeriod period(String text) {
        return text.equals(InvoicesPage.ALL) ? null : BillingPeriod.parse(text);
    }

    /** An unknown state names nothing that could be looked for. */
    static InvoiceFilter filter(@Nullable BillingPeriod period, @Nullable String state, String text, int page) {
        var overdue = "OVERDUE".equals(state);
        var wanted = Arrays.stream(InvoiceState.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElse(null);
        if (state != null && !state.isBlank() && !overdue && wanted == null) {
            throw new Problem.Invalid("/state", "invoice-state", state);
        }
        return new InvoiceFilter(period, wanted, overdue, text, page);
    }

    @GetMapping("/archive")
    ResponseEntity<Flux<DataBuffer>> archive(Staff staff, Ui ui, @RequestParam String period) {
        staff.require(Role.BILLING);
        return archive(book, staff, BillingPeriod.parse(period), ui);
    }

    static ResponseEntity<Flux<DataBuffer>> archive(InvoiceBook book, Staff staff, BillingPeriod period, Ui ui) {
        return InvoiceFile.file("invoices-" + period + ".zip", MediaType.parseMediaType("application/zip"), false)
                .body(book.archive(staff.access("invoices of " + period + " as files"), period, ui.lang()));
    }

    @GetMapping("/{tenant}/{id}")
    Mono<Rendering> invoice(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return page(ui, tenant, id, null).map(page -> Pages.render("billing/invoice", page));
    }

    private Mono<InvoicePage> page(Ui ui, TenantId tenant, InvoiceId id, @Nullable String error) {
        return book.card(tenant, id).map(card -> new InvoicePage(ui, card, true, error));
    }

    @GetMapping("/{tenant}/{id}/lines/{no}")
    Mono<Rendering> charges(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @PathVariable InvoiceId id,
            @PathVariable int no,
            @RequestParam(defaultValue = "1") int page) {
        staff.require(Role.BILLING);
        return book.charges(tenant, id, no, page)
                .map(charges -> Pages.render("billing/invoice-charges", new InvoiceChargesPage(ui, charges, true)));
    }

    @GetMapping("/{tenant}/charges/{charge}")
    Mono<Rendering> receipt(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable ChargeId charge) {
        staff.require(Role.BILLING);
        return billing.charge(tenant, charge)
                .map(view -> Pages.render("billing/invoice-receipt", new InvoiceReceiptPage(ui, view)));
    }

    @GetMapping("/{tenant}/{id}/pdf")
    Mono<ResponseEntity<byte[]>> pdf(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return InvoiceFile.pdf(book, tenant, id, ui.lang());
    }

    @GetMapping("/{tenant}/{id}/xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return InvoiceFile.xlsx(book, tenant, id, ui.lang());
    }

    @PostMapping("/{tenant}/{id}/finalisation")
    Mono<Rendering> finalise(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return done(ui, tenant, id, book.finalise(tenant, id, staff.userId()));
    }

    @PostMapping("/{tenant}/{id}/void")
    Mono<Rendering> takeBack(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return reason(exchange)
                .flatMap(reason -> done(ui, tenant, id, book.takeBack(tenant, id, reason, staff.userId())));
    }

    @PostMapping("/{tenant}/{id}/write-off")
    Mono<Rendering> writeOff(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return reason(exchange)
                .flatMap(reason -> done(ui, tenant, id, book.writeOff(tenant, id, reason, staff.userId())));
    }

    private static Mono<String> reason(ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> form.toSingleValueMap().getOrDefault("reason", ""));
    }

    /** Back to the invoice; a refusal is a sentence on it. */
    private Mono<Rendering> done(Ui ui, TenantId tenant, InvoiceId id, Mono<Void> act) {
        return act.thenReturn(Pages.seeOther("/billing/invoices/" + tenant + "/" + id))
                .onErrorResume(
                        Problem.Conflict.class,
                        refused -> refused(ui, tenant, id, ui.t("problem." + refused.code(), refused.args())))
                .onErrorResume(
                        Problem.Invalid.class, wrong -> refused(ui, tenant, id, ui.t("invoice.reason.required")));
    }

    private Mono<Rendering> refused(Ui ui, TenantId tenant, InvoiceId id, String error) {
        return page(ui, tenant, id, error).map(page -> Pages.invalid("billing/invoice", page));
    }
}

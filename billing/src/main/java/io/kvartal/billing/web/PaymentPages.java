package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.MoneyIn;
import io.kvartal.billing.PaymentFilter;
import io.kvartal.billing.PaymentSource;
import io.kvartal.billing.RefundDraft;
import io.kvartal.billing.Treasury;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import reactor.core.publisher.Mono;

/** Payments of all developers: looked for, entered by hand, taken back, given back. */
@Controller
@RequestMapping("/billing/payments")
class PaymentPages {
    private static final int PAGE = 50;
    private static final int FILE = 20_000;

    private final Treasury treasury;
    private final PaymentTexts texts;
    private final Clock clock;

    PaymentPages(Treasury treasury, PaymentTexts texts, Clock clock) {
        this.treasury = treasury;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(Staff staff, Ui ui, @RequestParam Map<String, String> asked) {
        staff.require(Role.BILLING);
        return list(staff, ui, asked, Map.of(), null).map(page -> Pages.render("payment/list", page));
    }

    private Mono<PaymentsPage> list(
            Staff staff, Ui ui, Map<String, String> asked, Map<String, String> form, @Nullable String error) {
        var number = page(asked);
        return treasury.payments(staff.access("payments"), filter(asked, (number - 1) * PAGE, PAGE + 1))
                .flatMap(found -> texts.names(staff)
                        .map(names -> new PaymentsPage(
                                ui,
                                found.subList(0, Math.min(PAGE, found.size())),
                                names,
                                asked,
                                found.size() > PAGE,
                                form,
                                form.getOrDefault("key", Ids.next().toString()),
                                error)));
    }

    private static int page(Map<String, String> asked) {
        var typed = asked.getOrDefault("page", "1");
        return typed.matches("[1-9]\\d{0,4}") ? Integer.parseInt(typed) : 1;
    }

    private PaymentFilter filter(Map<String, String> asked, int offset, int limit) {
        var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        var source = asked.getOrDefault("source", "");
        var tenant = asked.getOrDefault("tenant", "");
        return new PaymentFilter(
                source.isBlank() ? null : source(source),
                tenant.isBlank() ? null : TenantId.of(tenant),
                PaymentTexts.day(asked.get("from"), today.minusYears(10))
                        .atStartOfDay(Ui.ZONE)
                        .toInstant(),
                PaymentTexts.day(asked.get("until"), today.plusDays(1))
                        .plusDays(1)
                        .atStartOfDay(Ui.ZONE)
                        .toInstant(),
                asked.getOrDefault("q", "").strip(),
                offset,
                limit);
    }

    private static PaymentSource source(String text) {
        try {
            return PaymentSource.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid("/source", "wrong-value", text);
        }
    }

    @GetMapping("/file.csv")
    Mono<ResponseEntity<byte[]>> file(Staff staff, Ui ui, @RequestParam Map<String, String> asked) {
        staff.require(Role.BILLING);
        return treasury.payments(staff.access("payments as a file"), filter(asked, 0, FILE))
                .flatMap(found -> texts.names(staff).map(names -> {
                    var head = SafeCsv.line(List.of(
                            "received", "developer", "kind", "source", "invoice", "amount", "currency", "note", "by"));
                    var body = found.stream()
                            .map(one -> SafeCsv.line(List.of(
                                    one.receivedAt().toString(),
                                    names.getOrDefault(
                                            one.tenant(), one.tenant().toString()),
                                    one.kind().name(),
                                    one.source().name(),
                                    one.number() == null ? "" : one.number(),
                                    one.amount().amount().toPlainString(),
                                    one.amount().currency().getCurrencyCode(),
                                    one.note(),
                                    one.recordedBy())))
                            .collect(Collectors.joining());
                    return csv("payments.csv", head + body);
                }));
    }

    static ResponseEntity<byte[]> csv(String name, String text) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    }

    /** The form carries a key made with the page: sent twice, it is one payment. */
    @PostMapping
    Mono<Rendering> enter(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.defer(
                        () -> entered(staff, form))
                .thenReturn(Pages.seeOther("/billing/payments"))
                .onErrorResume(PaymentTexts::isMendable, wrong -> list(
                                staff, ui, Map.of(), form, PaymentTexts.sentence(ui, wrong))
                        .map(page -> Pages.invalid("payment/list", page))));
    }

    private Mono<Boolean> entered(Staff staff, Map<String, String> form) {
        var tenant = TenantId.of(Body.required(form.get("tenant"), "/tenant"));
        var note = form.getOrDefault("note", "").strip();
        if (note.isEmpty()) {
            throw new Problem.Invalid("/note", "payment-note");
        }
        var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        var day = PaymentTexts.day(form.get("day"), today);
        if (day.isAfter(today)) {
            throw new Problem.Invalid("/day", "payment-day");
        }
        var amount = PaymentTexts.sum(form.get("amount"));
        return invoices(staff, tenant, form.getOrDefault("invoice", "").strip())
                .flatMap(invoices -> treasury.receive(
                        tenant,
                        new MoneyIn(
                                PaymentSource.MANUAL,
                                "manual/" + Ids.parse(form.getOrDefault("key", "")),
                                amount,
                                day.atTime(12, 0).atZone(Ui.ZONE).toInstant(),
                                invoices,
                                null,
                                null,
                                note,
                                staff.name())));
    }

    /** A number typed by a person; none: the balance. */
    private Mono<List<InvoiceId>> invoices(Staff staff, TenantId tenant, String number) {
        if (number.isEmpty()) {
            return Mono.just(List.of());
        }
        return treasury.openInvoices(staff.access("invoice " + number + " of a payment"))
                .map(open -> open.stream()
                        .filter(one ->
                                one.tenant().equals(tenant) && one.number().equalsIgnoreCase(number))
                        .map(one -> one.id())
                        .toList())
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Problem.Invalid("/invoice", "payment-invoice", number)));
    }

    @GetMapping("/{tenant}/{id}")
    Mono<Rendering> one(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return one(staff, ui, tenant, id, Map.of(), null).map(page -> Pages.render("payment/one", page));
    }

    private Mono<PaymentPage> one(
            Staff staff, Ui ui, TenantId tenant, UUID id, Map<String, String> form, @Nullable String error) {
        return treasury.payment(tenant, id)
                .flatMap(payment -> treasury.refundsOf(tenant, id).flatMap(refunds -> treasury.openCredits(tenant)
                        .flatMap(credits -> treasury.balance(tenant).flatMap(balance -> texts.names(staff)
                                .map(names -> new PaymentPage(
                                        ui,
                                        payment,
                                        names.getOrDefault(tenant, tenant.toString()),
                                        refunds,
                                        credits,
                                        balance,
                                        treasury.refundLimit(),
                                        form,
                                        error))))));
    }

    @PostMapping("/{tenant}/{id}/refunds")
    Mono<Rendering> refund(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(form -> form.toSingleValueMap())
                .flatMap(form -> acted(
                        staff,
                        ui,
                        tenant,
                        id,
                        form,
                        Mono.defer(() -> treasury.refund(tenant, draft(id, form), staff.name()))));
    }

    private static RefundDraft draft(UUID payment, Map<String, String> form) {
        var credit = form.getOrDefault("credit", "");
        return new RefundDraft(
                payment,
                PaymentTexts.sum(form.get("amount")),
                credit.isBlank() ? null : Ids.parse(credit),
                form.getOrDefault("reason", ""));
    }

    @PostMapping("/{tenant}/{id}/reversal")
    Mono<Rendering> reverse(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable UUID id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(form -> form.toSingleValueMap())
                .flatMap(form -> acted(staff, ui, tenant, id, form, Mono.defer(() -> {
                    var note = form.getOrDefault("note", "").strip();
                    if (note.isEmpty()) {
                        throw new Problem.Invalid("/note", "payment-note");
                    }
                    return treasury.reverse(tenant, id, note, staff.name());
                })));
    }

    private Mono<Rendering> acted(Staff staff, Ui ui, TenantId tenant, UUID id, Map<String, String> form, Mono<?> act) {
        return act.then(Mono.fromSupplier(() -> Pages.seeOther("/billing/payments/" + tenant + "/" + id)))
                .onErrorResume(PaymentTexts::isMendable, wrong -> one(
                                staff, ui, tenant, id, form, PaymentTexts.sentence(ui, wrong))
                        .map(page -> Pages.invalid("payment/one", page)));
    }

    /** The balance pays open invoices, the oldest first. */
    @PostMapping("/{tenant}/balance")
    Mono<Rendering> useBalance(Staff staff, @PathVariable TenantId tenant) {
        staff.require(Role.BILLING);
        return treasury.useBalance(tenant, staff.name())
                .thenReturn(Pages.seeOther("/billing/payments?tenant=" + tenant));
    }
}

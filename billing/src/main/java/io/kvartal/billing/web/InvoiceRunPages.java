package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceBook;
import io.kvartal.billing.InvoiceRunId;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Closing a month: what it would do, that it does it, and what it did. */
@Controller
@RequestMapping("/billing/invoice-runs")
class InvoiceRunPages {
    private static final int LAST = 12;

    private final InvoiceBook book;
    private final Contracts contracts;
    private final Clock clock;

    InvoiceRunPages(InvoiceBook book, Contracts contracts, Clock clock) {
        this.book = book;
        this.contracts = contracts;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> forecast(Staff staff, Ui ui, @RequestParam(required = false) @Nullable String period) {
        staff.require(Role.BILLING);
        var month = period == null || period.isBlank()
                ? BillingPeriod.of(clock.instant(), WorkingHours.ALMATY).previous()
                : BillingPeriod.parse(period);
        return book.forecast(month, staff.access("preview of the invoice run " + month))
                .flatMap(forecast -> book.runs(LAST).flatMap(runs -> names(staff)
                        .map(names -> Pages.render(
                                "billing/invoice-forecast", new InvoiceForecastPage(ui, forecast, names, runs)))));
    }

    @PostMapping
    Mono<Rendering> run(Staff staff, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(form -> BillingPeriod.parse(Body.required(form.getFirst("period"), "/period")))
                .flatMap(month -> book.start(month, staff.access("invoice run " + month)))
                .map(run -> Pages.seeOther("/billing/invoice-runs/" + run));
    }

    @GetMapping("/{id}")
    Mono<Rendering> status(Staff staff, Ui ui, @PathVariable InvoiceRunId id) {
        staff.require(Role.BILLING);
        return book.run(id).flatMap(status -> book.result(id, staff.access("invoice run " + status.period()))
                .flatMap(run -> names(staff)
                        .map(names ->
                                Pages.render("billing/invoice-run", new InvoiceRunPage(ui, status, run, names)))));
    }

    private Mono<Map<TenantId, String>> names(Staff staff) {
        return contracts
                .allInForce(staff.access("contracts in force"), clock.instant())
                .map(all -> all.stream().collect(Collectors.toMap(Contract::tenant, one -> one.party()
                        .name())));
    }
}

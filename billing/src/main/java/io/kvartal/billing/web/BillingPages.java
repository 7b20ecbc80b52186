package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceRun;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Contracts, invoices and the ledger, for the portal's people. */
@Controller
@RequestMapping("/billing")
class BillingPages {
    private final Contracts contracts;
    private final Billing billing;
    private final Clock clock;

    BillingPages(Contracts contracts, Billing billing, Clock clock) {
        this.contracts = contracts;
        this.billing = billing;
        this.clock = clock;
    }

    @GetMapping
    Rendering start() {
        return Pages.seeOther("/billing/contracts");
    }

    // ---- contracts ----

    @GetMapping("/contracts")
    Mono<Rendering> contracts(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return inForce(staff).map(all -> Pages.render("billing/contracts", new ContractsPage(ui, all)));
    }

    @GetMapping("/contracts/{tenant}")
    Mono<Rendering> contract(Staff staff, Ui ui, @PathVariable TenantId tenant) {
        staff.require(Role.BILLING, Role.MANAGER);
        return versions(tenant).map(versions -> {
            var last = versions.getFirst();
            var today = last.hours().dateOf(clock.instant());
            var from = last.validFrom().isBefore(today)
                    ? today.plusDays(1)
                    : last.validFrom().plusDays(1);
            return Pages.render("billing/contract", new ContractPage(ui, versions, ContractForm.of(last, from), null));
        });
    }

    @PostMapping("/contracts/{tenant}")
    Mono<Rendering> sign(Staff staff, Ui ui, @PathVariable TenantId tenant, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(ContractForm::of).flatMap(form -> versions(tenant)
                .flatMap(versions -> Mono.fromCallable(
                                () -> form.request(versions.getFirst()).draft(versions.getFirst()))
                        .flatMap(draft -> contracts.sign(tenant, draft, staff.userId()))
                        .map(signed -> Pages.seeOther("/billing/contracts/" + tenant))
                        .onErrorResume(
                                Problem.Invalid.class,
                                wrong -> Mono.just(Pages.invalid(
                                        "billing/contract",
                                        new ContractPage(ui, versions, form, sentence(ui, wrong)))))));
    }

    private Mono<List<Contract>> versions(TenantId tenant) {
        return contracts.history(tenant).map(versions -> {
            if (versions.isEmpty()) {
                throw new Problem.NotFound("contract");
            }
            return versions;
        });
    }

    private static String sentence(Ui ui, Problem.Invalid wrong) {
        return wrong.errors().stream()
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .collect(Collectors.joining(" "));
    }

    // ---- invoices ----

    @GetMapping("/invoices")
    Mono<Rendering> invoices(Staff staff, Ui ui, @RequestParam(required = false) @Nullable String period) {
        staff.require(Role.BILLING);
        var month = period == null || period.isBlank() ? current().previous() : BillingPeriod.parse(period);
        return invoices(staff, ui, month, null);
    }

    @PostMapping("/invoice-runs")
    Mono<Rendering> run(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(form -> BillingPeriod.parse(BillingApi.required(form.getFirst("period"), "/period")))
                .flatMap(month -> billing.close(month, staff.access("invoice run " + month))
                        .flatMap(run -> invoices(staff, ui, month, run)));
    }

    private Mono<Rendering> invoices(Staff staff, Ui ui, BillingPeriod month, @Nullable InvoiceRun run) {
        return billing.allInvoices(staff.access("invoices of " + month), month).flatMap(all -> inForce(staff)
                .map(contracts ->
                        Pages.render("billing/invoices", new InvoicesPage(ui, month, all, names(contracts), run))));
    }

    @GetMapping("/invoices/{tenant}/{id}")
    Mono<Rendering> invoice(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return billing.invoice(tenant, id)
                .map(view -> Pages.render("billing/invoice", new InvoicePage(ui, view, true)));
    }

    @GetMapping("/invoices/{tenant}/{id}/pdf")
    Mono<ResponseEntity<byte[]>> pdf(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return InvoiceFile.of(billing, tenant, id, ui.lang());
    }

    @PostMapping("/invoices/{tenant}/{id}/void")
    Mono<Rendering> takeBack(Staff staff, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return billing.voidInvoice(tenant, id).thenReturn(Pages.seeOther("/billing/invoices/" + tenant + "/" + id));
    }

    private BillingPeriod current() {
        return BillingPeriod.of(clock.instant(), WorkingHours.ALMATY);
    }

    private Mono<List<Contract>> inForce(Staff staff) {
        return contracts.allInForce(staff.access("contracts in force"), clock.instant());
    }

    private static Map<TenantId, String> names(List<Contract> all) {
        return all.stream()
                .collect(Collectors.toMap(Contract::tenant, one -> one.party().name()));
    }

    // ---- ledger ----

    @GetMapping("/ledger")
    Mono<Rendering> ledger(Staff staff, Ui ui, @RequestParam(required = false) @Nullable String at) {
        staff.require(Role.BILLING);
        var day = at == null || at.isBlank() ? LocalDate.ofInstant(clock.instant(), Ui.ZONE) : day(at, "/at");
        var end = day.plusDays(1).atStartOfDay(Ui.ZONE).toInstant().minusNanos(1000);
        return billing.trialBalance(staff.access("trial balance"), end)
                .map(balance -> Pages.render("billing/ledger", new LedgerPage(ui, balance, day)));
    }

    private static LocalDate day(@Nullable String text, String pointer) {
        try {
            return LocalDate.parse(BillingApi.required(text, pointer));
        } catch (DateTimeParseException notADay) {
            throw new Problem.Invalid(pointer, "required");
        }
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.InvoiceRun;
import io.kvartal.billing.TrialBalance;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Contracts, invoice runs and the ledger, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing")
class BillingApi {
    private final Contracts contracts;
    private final Billing billing;
    private final Clock clock;

    BillingApi(Contracts contracts, Billing billing, Clock clock) {
        this.contracts = contracts;
        this.billing = billing;
        this.clock = clock;
    }

    record ContractList(List<ContractBody> items, @Nullable String nextCursor) {}

    record RunRequest(@Nullable String period) {}

    record RunBody(String period, List<InvoiceBody> created, int existing, int nothing, List<ParkedBody> parked) {
        static RunBody of(InvoiceRun run) {
            return new RunBody(
                    run.period().toString(),
                    run.created().stream()
                            .map(invoice -> InvoiceBody.of(invoice))
                            .toList(),
                    run.existing(),
                    run.nothing(),
                    run.parked().stream()
                            .map(parked -> new ParkedBody(parked.tenant().toString(), parked.reason()))
                            .toList());
        }
    }

    record ParkedBody(String tenant, String reason) {}

    record BalanceBody(Instant at, List<AccountBody> accounts, Money total, boolean balanced) {
        static BalanceBody of(TrialBalance balance) {
            return new BalanceBody(
                    balance.at(),
                    balance.rows().stream()
                            .map(row -> new AccountBody(row.account().name(), row.debit(), row.credit(), row.balance()))
                            .toList(),
                    balance.residue(Money.KZT),
                    balance.isBalanced());
        }
    }

    record AccountBody(String account, Money debit, Money credit, Money balance) {}

    /** All in force; with {@code tenant} all versions of one, newest first. */
    @GetMapping("/contracts")
    Mono<ContractList> contracts(Staff staff, @RequestParam(required = false) @Nullable TenantId tenant) {
        staff.require(Role.BILLING, Role.MANAGER);
        var found = tenant == null
                ? contracts.allInForce(staff.access("contracts in force"), clock.instant())
                : contracts.history(tenant);
        return found.map(
                all -> new ContractList(all.stream().map(ContractBody::of).toList(), null));
    }

    @PostMapping("/contracts")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ContractBody> sign(Staff staff, @RequestBody ContractRequest request) {
        staff.require(Role.BILLING);
        var tenant = required(request.tenant(), "/tenant");
        return contracts
                .history(tenant)
                .map(history -> request.draft(history.isEmpty() ? null : history.getFirst()))
                .flatMap(draft -> contracts.sign(tenant, draft, staff.userId()))
                .map(ContractBody::of);
    }

    @PostMapping("/invoice-runs")
    Mono<RunBody> run(Staff staff, @RequestBody RunRequest request) {
        staff.require(Role.BILLING);
        var period = BillingPeriod.parse(required(request.period(), "/period"));
        return billing.close(period, staff.access("invoice run " + period)).map(RunBody::of);
    }

    @GetMapping("/ledger/trial-balance")
    Mono<BalanceBody> trialBalance(Staff staff, @RequestParam(required = false) @Nullable String at) {
        staff.require(Role.BILLING);
        return billing.trialBalance(staff.access("trial balance"), instant(at)).map(BalanceBody::of);
    }

    private Instant instant(@Nullable String at) {
        try {
            return Optional.ofNullable(at).map(Instant::parse).orElseGet(clock::instant);
        } catch (DateTimeParseException notAnInstant) {
            throw new Problem.Invalid("/at", "invalid-balance-instant");
        }
    }

    static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Problem.Invalid(pointer, "required");
        }
        return value;
    }
}

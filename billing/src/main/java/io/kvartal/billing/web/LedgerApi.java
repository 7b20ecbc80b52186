package io.kvartal.billing.web;

import io.kvartal.billing.Books;
import io.kvartal.billing.LedgerCheck;
import io.kvartal.billing.LedgerDifference;
import io.kvartal.billing.LedgerEntry;
import io.kvartal.billing.LedgerFilter;
import io.kvartal.billing.LedgerReport;
import io.kvartal.billing.TrialBalance;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The general ledger, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/ledger")
class LedgerApi {
    private final Books books;
    private final LedgerCheck check;
    private final Clock clock;

    LedgerApi(Books books, LedgerCheck check, Clock clock) {
        this.books = books;
        this.check = check;
        this.clock = clock;
    }

    record BalanceBody(Instant at, @Nullable String tenant, List<AccountBody> accounts, Money total, boolean balanced) {
        static BalanceBody of(TrialBalance balance, @Nullable TenantId tenant) {
            return new BalanceBody(
                    balance.at(),
                    tenant == null ? null : tenant.toString(),
                    balance.rows().stream()
                            .map(row -> new AccountBody(row.account().name(), row.debit(), row.credit(), row.balance()))
                            .toList(),
                    balance.residue(Money.KZT),
                    balance.isBalanced());
        }
    }

    record AccountBody(String account, Money debit, Money credit, Money balance) {}

    record JournalList(List<JournalBody> items, @Nullable String nextCursor) {}

    /** @param reference the charge, credit note, invoice or payment that it came from */
    record JournalBody(
            String id,
            String tenant,
            String kind,
            String reference,
            @Nullable String document,
            @Nullable String invoice,
            Instant recordedAt,
            List<PostingBody> postings) {
        static JournalBody of(LedgerEntry entry) {
            var invoice = entry.invoice();
            return new JournalBody(
                    entry.id().toString(),
                    entry.tenant().toString(),
                    entry.kind(),
                    entry.reference().toString(),
                    entry.document(),
                    invoice == null ? null : invoice.toString(),
                    entry.recordedAt(),
                    entry.lines().stream()
                            .map(line -> new PostingBody(line.account().name(), line.amount()))
                            .toList());
        }
    }

    /** @param amount debit is positive, credit negative */
    record PostingBody(String account, Money amount) {}

    record CheckBody(Instant checkedAt, int tenants, List<DifferenceBody> differences) {
        static CheckBody of(LedgerReport report) {
            return new CheckBody(
                    report.checkedAt(),
                    report.tenants(),
                    report.differences().stream().map(DifferenceBody::of).toList());
        }
    }

    record DifferenceBody(String tenant, String account, Money ledger, Money documents, Money difference) {
        static DifferenceBody of(LedgerDifference one) {
            return new DifferenceBody(
                    one.tenant().toString(), one.account().name(), one.ledger(), one.documents(), one.difference());
        }
    }

    @GetMapping("/trial-balance")
    Mono<BalanceBody> trialBalance(
            Staff staff,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable TenantId tenant) {
        staff.require(Role.BILLING);
        return books.trialBalance(staff.access("trial balance"), tenant, instant(at))
                .map(balance -> BalanceBody.of(balance, tenant));
    }

    /** Newest first, fifty a page. */
    @GetMapping("/journals")
    Mono<JournalList> journals(
            Staff staff,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable TenantId tenant,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String cursor) {
        staff.require(Role.BILLING);
        var filter = new LedgerFilter(LedgerPages.account(account), kind, tenant, null, instant(at));
        return books.journals(staff.access("journals"), filter, cursor)
                .map(found -> new JournalList(
                        found.items().stream().map(JournalBody::of).toList(), found.nextCursor()));
    }

    /** Compares the control accounts with the documents now. */
    @PostMapping("/checks")
    Mono<CheckBody> check(Staff staff) {
        staff.require(Role.BILLING);
        return check.run(staff.access("ledger check")).map(CheckBody::of);
    }

    private Instant instant(@Nullable String at) {
        try {
            return Optional.ofNullable(at).map(Instant::parse).orElseGet(clock::instant);
        } catch (DateTimeParseException notAnInstant) {
            throw new Problem.Invalid("/at", "invalid-balance-instant");
        }
    }
}

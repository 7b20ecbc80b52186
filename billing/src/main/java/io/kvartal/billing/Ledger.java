package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Journals and their postings. The database refuses a change, and a journal that does not sum to zero. */
final class Ledger {
    /** Journal and postings go in with one statement. */
    Mono<Void> post(DatabaseClient db, TenantId tenant, Journal journal, Instant now) {
        var postings = journal.postings();
        if (postings.isEmpty()) {
            return Mono.empty();
        }
        return db.sql("""
            with added as (
                insert into billing.journal (tenant_id, id, kind, reference, recorded_at)
                values (:tenant, :id, :kind, :reference, :now) returning tenant_id, id)
            insert into billing.posting (tenant_id, journal_id, line, account, amount_minor, currency)
            select added.tenant_id, added.id, p.line, p.account, p.amount, :currency
            from added cross join unnest(:accounts, :amounts) with ordinality as p(account, amount, line)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("kind", journal.kind().name())
                .bind("reference", journal.reference())
                .bind("now", now)
                .bind("currency", postings.getFirst().amount().currency().getCurrencyCode())
                .bind(
                        "accounts",
                        postings.stream()
                                .map(posting -> posting.account().name())
                                .toArray(String[]::new))
                .bind(
                        "amounts",
                        postings.stream()
                                .map(posting -> posting.amount().minor())
                                .toArray(Long[]::new))
                .then();
    }

    /** What was posted for one event. */
    Mono<Journal> journal(DatabaseClient db, TenantId tenant, Journal.Kind kind, UUID reference) {
        return db.sql("""
            select p.account, p.amount_minor, p.currency
            from billing.journal j join billing.posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
            where j.tenant_id = :tenant and j.kind = :kind and j.reference = :reference order by p.line\
            """)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("reference", reference)
                .map(row -> new Journal.Posting(
                        Account.valueOf(required(row, "account", String.class)),
                        Money.of(required(row, "amount_minor", Long.class), required(row, "currency", String.class))))
                .all()
                .collectList()
                .map(postings -> new Journal(kind, reference, postings));
    }

    /** @param tenant null: of all tenants that the transaction may see */
    Mono<TrialBalance> trialBalance(DatabaseClient db, @Nullable TenantId tenant, Instant at) {
        var sums = db.sql("""
            select p.account, p.currency, coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0) as debit,
                coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0) as credit
            from billing.journal j join billing.posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
            where j.recorded_at <= :at and (:tenant::uuid is null or j.tenant_id = :tenant::uuid)
            group by p.account, p.currency order by p.currency\
            """).bind("at", at);
        return Sql.bind(sums, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .map(row -> {
                    var currency = required(row, "currency", String.class);
                    var debit =
                            Money.of(required(row, "debit", BigDecimal.class).longValueExact(), currency);
                    var credit =
                            Money.of(required(row, "credit", BigDecimal.class).longValueExact(), currency);
                    return new TrialBalance.Row(
                            Account.valueOf(required(row, "account", String.class)),
                            debit,
                            credit,
                            debit.minus(credit));
                })
                .all()
                .collectList()
                .map(rows -> new TrialBalance(at, allAccounts(rows)));
    }

    /** Every account in its order, also those without a posting. */
    private static List<TrialBalance.Row> allAccounts(List<TrialBalance.Row> rows) {
        var accounts = Account.values();
        return IntStream.range(0, accounts.length)
                .boxed()
                .flatMap(i -> {
                    var own = rows.stream()
                            .filter(row -> row.account() == accounts[i])
                            .toList();
                    return own.isEmpty()
                            ? List.of(new TrialBalance.Row(accounts[i], Money.ZERO_KZT, Money.ZERO_KZT, Money.ZERO_KZT))
                                    .stream()
                            : own.stream();
                })
                .toList();
    }

    /** Debit minus credit of one account of one tenant. */
    Mono<Money> balance(DatabaseClient db, TenantId tenant, Account account) {
        return db.sql("""
            select coalesce(sum(amount_minor), 0) as balance from billing.posting
            where tenant_id = :tenant and account = :account\
            """)
                .bind("tenant", tenant.value())
                .bind("account", account.name())
                .map(row -> new Money(required(row, "balance", BigDecimal.class).longValueExact(), Money.KZT))
                .one();
    }
}

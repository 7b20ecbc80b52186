package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Slice;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Journals with their postings and the names of their documents, page by page. */
final class LedgerEntries {
    /** The newest journal of the page before. */
    private record Cursor(Instant at, UUID id) {
        static @Nullable Cursor of(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            try {
                var parts = text.split("_", 2);
                return new Cursor(Instant.parse(parts[0]), Ids.parse(parts[1]));
            } catch (DateTimeParseException | ArrayIndexOutOfBoundsException | Problem.NotFound forged) {
                throw new Problem.Invalid("/cursor", "ledger-cursor");
            }
        }

        static String text(LedgerEntry last) {
            return last.recordedAt() + "_" + last.id();
        }
    }

    private static final String SELECT = """
        select j.id, j.tenant_id, j.kind || case when j.kind <> 'VOID' or i.id = j.reference then ''
                when r.id is not null then '_PAYMENT' else '_REFUND' end as kind,
            j.reference, j.recorded_at, coalesce(i.number, c.description, n.reason) as document,
            i.id as invoice_id, l.accounts, l.amounts, l.currency
        from billing.journal j
        cross join lateral (
            select array_agg(p.account order by p.line) as accounts, array_agg(p.amount_minor order by p.line) as amounts,
                min(p.currency) as currency
            from billing.posting p where p.tenant_id = j.tenant_id and p.journal_id = j.id) l
        left join billing.payment r on r.tenant_id = j.tenant_id and r.id = j.reference
        left join billing.settlement t on t.tenant_id = j.tenant_id and t.id = j.reference
        left join billing.payment_dispute d on d.tenant_id = j.tenant_id and d.id = j.reference
        left join billing.invoice i on i.tenant_id = j.tenant_id
            and i.id = coalesce(r.invoice_id, t.invoice_id, d.invoice_id, j.reference)
        left join billing.charge c on c.tenant_id = j.tenant_id and c.id = j.reference
        left join billing.credit_note n on n.tenant_id = j.tenant_id and n.id = j.reference
        """;

    Mono<Slice<LedgerEntry>> page(DatabaseClient db, LedgerFilter filter, @Nullable String cursor, int size) {
        var after = Cursor.of(cursor);
        var query = db.sql(SELECT + """
            where j.recorded_at <= :until
                and (:tenant::uuid is null or j.tenant_id = :tenant::uuid)
                and (:kind::text is null or j.kind = :kind::text)
                and (:from::timestamptz is null or j.recorded_at >= :from::timestamptz)
                and (:account::text is null or exists (
                    select from billing.posting p
                    where p.tenant_id = j.tenant_id and p.journal_id = j.id and p.account = :account::text))
                and (:at::timestamptz is null or (j.recorded_at, j.id) < (:at::timestamptz, :id::uuid))
            order by j.recorded_at desc, j.id desc limit :size\
            """).bind("until", filter.until()).bind("size", size + 1);
        var tenant = filter.tenant();
        var account = filter.account();
        query = Sql.bind(query, "tenant", tenant == null ? null : tenant.value(), UUID.class);
        query = Sql.bind(query, "kind", filter.kind(), String.class);
        query = Sql.bind(query, "from", filter.from(), Instant.class);
        query = Sql.bind(query, "account", account == null ? null : account.name(), String.class);
        query = Sql.bind(query, "at", after == null ? null : after.at(), Instant.class);
        query = Sql.bind(query, "id", after == null ? null : after.id(), UUID.class);
        return query.map(LedgerEntries::entry).all().collectList().map(found -> slice(found, size));
    }

    private static Slice<LedgerEntry> slice(List<LedgerEntry> found, int size) {
        if (found.size() <= size) {
            return new Slice<>(found, null);
        }
        var page = found.subList(0, size);
        return new Slice<>(page, Cursor.text(page.getLast()));
    }

    Mono<LedgerEntry> byId(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(SELECT + "where j.tenant_id = :tenant and j.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(LedgerEntries::entry)
                .one();
    }

    /** Those that move what the tenant owes, oldest first: the lines of a statement. @param until exclusive */
    Mono<List<LedgerEntry>> ofStatement(DatabaseClient db, TenantId tenant, Instant from, Instant until) {
        return db.sql(SELECT + """
            where j.tenant_id = :tenant and j.recorded_at >= :from and j.recorded_at < :until and exists (
                select from billing.posting p where p.tenant_id = j.tenant_id and p.journal_id = j.id
                    and p.account in ('RECEIVABLE', 'PREPAID', 'CREDITS', 'BAD_DEBT'))
            order by j.recorded_at, j.id\
            """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(LedgerEntries::entry)
                .all()
                .collectList();
    }

    private static LedgerEntry entry(Readable row) {
        var currency = required(row, "currency", String.class);
        var accounts = required(row, "accounts", String[].class);
        var amounts = required(row, "amounts", Long[].class);
        var invoice = row.get("invoice_id", UUID.class);
        var lines = new LedgerEntry.Line[accounts.length];
        Arrays.setAll(
                lines, no -> new LedgerEntry.Line(Account.valueOf(accounts[no]), Money.of(amounts[no], currency)));
        return new LedgerEntry(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "kind", String.class),
                required(row, "reference", UUID.class),
                required(row, "recorded_at", Instant.class),
                row.get("document", String.class),
                invoice == null ? null : new InvoiceId(invoice),
                List.of(lines));
    }
}

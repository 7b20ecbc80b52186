package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.Sql;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Compares the control accounts with the documents: nightly, and whenever somebody asks. */
@Component
public class LedgerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCheck.class);
    private static final int NIGHT_FROM = 2;

    /** Both sides as balances: debit is positive. */
    private static final String COMPARE = """
        with ledger as (
            select tenant_id, account, currency, sum(amount_minor) as minor from billing.posting
            where account in ('UNBILLED', 'RECEIVABLE', 'CREDITS', 'PREPAID') group by tenant_id, account, currency),
        invoiced as (
            select t.tenant_id, t.charge_id, t.credit_id from billing.invoice_item t
            join billing.invoice i on i.tenant_id = t.tenant_id and i.id = t.invoice_id
            where not t.released and i.state <> 'DRAFT'),
        documents as (
            select tenant_id, account, currency, sum(minor) as minor from (
                select c.tenant_id, 'UNBILLED' as account, c.currency, c.amount_minor as minor from billing.charge c
                where not exists (select from invoiced t where t.tenant_id = c.tenant_id and t.charge_id = c.id)
                union all
                select n.tenant_id, 'UNBILLED', n.currency, -n.amount_minor from billing.credit_note n
                where not n.after_invoice
                    and not exists (select from invoiced t where t.tenant_id = n.tenant_id and t.credit_id = n.id)
                union all
                select n.tenant_id, 'CREDITS', n.currency, -(n.amount_minor + n.vat_minor) from billing.credit_note n
                where n.after_invoice
                    and not exists (select from invoiced t where t.tenant_id = n.tenant_id and t.credit_id = n.id)
                union all
                select i.tenant_id, 'RECEIVABLE', i.currency, i.total_minor - coalesce((
                    select sum(p.amount_minor) from billing.payment p
                    where p.tenant_id = i.tenant_id and p.invoice_id = i.id), 0) - coalesce((
                    select sum(s.amount_minor) from billing.settlement s
                    where s.tenant_id = i.tenant_id and s.invoice_id = i.id), 0)
                from billing.invoice i where i.state in ('FINAL', 'PAID')
                union all
                select p.tenant_id, 'PREPAID', p.currency, -p.amount_minor from billing.payment p where p.invoice_id is null
                union all
                select s.tenant_id, 'PREPAID', s.currency, s.amount_minor from billing.settlement s
                union all
                select f.tenant_id, f.from_account, f.currency, f.amount_minor from billing.refund f
                where f.state in ('APPROVED', 'SENT')) d
            group by tenant_id, account, currency)
        select coalesce(l.tenant_id, d.tenant_id) as tenant_id, coalesce(l.account, d.account) as account,
            coalesce(l.currency, d.currency) as currency, coalesce(l.minor, 0) as ledger, coalesce(d.minor, 0) as documents
        from ledger l full join documents d
            on d.tenant_id = l.tenant_id and d.account = l.account and d.currency = l.currency
        order by 1, 2, 3\
        """;

    private final TenantTx tx;
    private final Clock clock;
    private final JsonMapper json;

    LedgerCheck(TenantTx tx, Clock clock, JsonMapper json) {
        this.tx = tx;
        this.clock = clock;
        this.json = json;
    }

    /** Compares now and keeps the result. */
    public Mono<LedgerReport> run(StaffAccess who) {
        return tx.staff(
                who, db -> compare(db).flatMap(report -> keep(db, report, null).thenReturn(report)));
    }

    /** The newest result; empty before the first. */
    public Mono<LedgerReport> last(StaffAccess who) {
        return tx.staff(who, db -> db.sql("""
            select checked_at, tenants, differences from billing.ledger_check order by checked_at desc, id desc limit 1\
            """)
                .map(row -> new LedgerReport(
                        required(row, "checked_at", Instant.class),
                        required(row, "tenants", Integer.class),
                        read(required(row, "differences", String.class))))
                .one());
    }

    /** Once a night after two o'clock. Emits whether this was the run. */
    Mono<Boolean> nightly() {
        var local = clock.instant().atZone(WorkingHours.ALMATY);
        if (local.getHour() < NIGHT_FROM) {
            return Mono.just(false);
        }
        var night = local.toLocalDate();
        return tx.staff(StaffAccess.system("ledger check"), db -> isDone(db, night)
                .flatMap(done -> done
                        ? Mono.just(false)
                        : compare(db).flatMap(report -> keep(db, report, night)).map(kept -> {
                            tell(kept);
                            return true;
                        })));
    }

    private static void tell(LedgerReport report) {
        report.differences()
                .forEach(each -> LOG.error(
                        "the ledger differs for tenant {}: {} is {}, documents say {}",
                        each.tenant(),
                        each.account(),
                        each.ledger(),
                        each.documents()));
    }

    private static Mono<Boolean> isDone(DatabaseClient db, LocalDate night) {
        return db.sql("select exists (select from billing.ledger_check where night = :night) as done")
                .bind("night", night)
                .map(row -> required(row, "done", Boolean.class))
                .one();
    }

    private Mono<LedgerReport> compare(DatabaseClient db) {
        var now = clock.instant();
        return db.sql(COMPARE)
                .map(row -> {
                    var currency = required(row, "currency", String.class);
                    return new LedgerDifference(
                            new TenantId(required(row, "tenant_id", UUID.class)),
                            Account.valueOf(required(row, "account", String.class)),
                            Money.of(required(row, "ledger", BigDecimal.class).longValueExact(), currency),
                            Money.of(
                                    required(row, "documents", BigDecimal.class).longValueExact(), currency));
                })
                .all()
                .collectList()
                .map(all -> report(now, all));
    }

    private static LedgerReport report(Instant now, List<LedgerDifference> all) {
        var tenants = new HashSet<TenantId>();
        all.forEach(each -> tenants.add(each.tenant()));
        return new LedgerReport(
                now,
                tenants.size(),
                all.stream().filter(each -> !each.difference().isZero()).toList());
    }

    /** A night that another replica has kept meanwhile is kept once. */
    private Mono<LedgerReport> keep(DatabaseClient db, LedgerReport report, @Nullable LocalDate night) {
        var insert = db.sql("""
            insert into billing.ledger_check (id, checked_at, night, tenants, differences)
            values (:id, :at, :night, :tenants, :differences) on conflict (night) do nothing\
            """)
                .bind("id", Ids.next())
                .bind("at", report.checkedAt())
                .bind("tenants", report.tenants())
                .bind("differences", json.writeValueAsString(report.differences()));
        return Sql.bind(insert, "night", night, LocalDate.class).then().thenReturn(report);
    }

    private List<LedgerDifference> read(String text) {
        return Arrays.asList(json.readValue(text, LedgerDifference[].class));
    }
}

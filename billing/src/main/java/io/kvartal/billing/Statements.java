package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pdf;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Statements of account, out of the ledger. */
@Component("accountStatements")
public class Statements {
    private final TenantTx tx;
    private final Contracts contracts;
    private final Uis uis;
    private final Invoices invoices = new Invoices();
    private final LedgerEntries entries = new LedgerEntries();

    Statements(TenantTx tx, Contracts contracts, Uis uis) {
        this.tx = tx;
        this.contracts = contracts;
        this.uis = uis;
    }

    /**
     * Days are those of the contract's zone.
     *
     * @throws Problem.Invalid when the days stand the wrong way round; @throws Problem.NotFound for a tenant that never signed
     */
    public Mono<Statement> of(TenantId tenant, LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw new Problem.Invalid("/to", "statement-days");
        }
        return tx.in(tenant, db -> contracts.history(tenant).flatMap(versions -> {
            if (versions.isEmpty()) {
                throw new Problem.NotFound("contract");
            }
            return statement(db, versions.getFirst(), from, to);
        }));
    }

    private Mono<Statement> statement(DatabaseClient db, Contract contract, LocalDate from, LocalDate to) {
        var tenant = contract.tenant();
        var zone = contract.hours().zone();
        var begin = from.atStartOfDay(zone).toInstant();
        var end = to.plusDays(1).atStartOfDay(zone).toInstant();
        return invoices.seller(db, contract.legalEntity()).flatMap(portal -> balance(db, contract, begin)
                .flatMap(opening -> entries.ofStatement(db, tenant, begin, end)
                        .map(found -> Statement.of(from, to, portal, contract.party(), opening, found))));
    }

    /** What the developer owes before an instant: receivable less prepaid less credits. */
    private static Mono<Money> balance(DatabaseClient db, Contract contract, Instant before) {
        var currency = contract.billing().currency();
        return db.sql("""
            select coalesce(sum(p.amount_minor), 0) as balance
            from billing.posting p join billing.journal j on j.tenant_id = p.tenant_id and j.id = p.journal_id
            where p.tenant_id = :tenant and p.account in ('RECEIVABLE', 'PREPAID', 'CREDITS') and p.currency = :currency
                and j.recorded_at < :before\
            """)
                .bind("tenant", contract.tenant().value())
                .bind("currency", currency.getCurrencyCode())
                .bind("before", before)
                .map(row -> new Money(required(row, "balance", BigDecimal.class).longValueExact(), currency))
                .one();
    }

    public Mono<byte[]> pdf(TenantId tenant, LocalDate from, LocalDate to, Lang lang) {
        return of(tenant, from, to).flatMap(statement -> pdf(statement, lang));
    }

    Mono<byte[]> pdf(Statement statement, Lang lang) {
        return Pdf.render("statement/print", new StatementPrintPage(uis.in(lang), statement));
    }
}

package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Charges a lead again after a credit that was wrong. A credit note is never deleted; so the second charge stands on the same assessment, for what was
 * credited, at the same rate of VAT, and takes over the hold on the person. It goes on the next invoice.
 */
@Component
class Recharging {
    private final Clock clock;
    private final Charges charges = new Charges();
    private final Ledger ledger = new Ledger();
    private final Crediting crediting;

    Recharging(Clock clock, Crediting crediting) {
        this.clock = clock;
        this.crediting = crediting;
    }

    /** In the caller's transaction, which holds the tenant's lock. */
    Mono<Charge> again(DatabaseClient db, TenantId tenant, ChargeId id, Money amount, String actor) {
        return crediting.charge(db, tenant, id).flatMap(old -> charges.assessmentOf(db, tenant, id)
                .flatMap(assessment -> {
                    var again = copy(old, amount);
                    return charges.insert(db, again, Charges.Reason.assessment(assessment))
                            .then(takeOver(db, tenant, id.value(), again.id().value()))
                            .then(ledger.post(
                                    db, tenant, Journal.charge(again.id().value(), amount), again.chargedAt()))
                            .thenReturn(again);
                }));
    }

    private Charge copy(Charge old, Money amount) {
        return new Charge(
                ChargeId.next(),
                old.tenant(),
                old.kind(),
                old.lead(),
                old.contact(),
                old.description(),
                old.complex(),
                old.channel(),
                amount,
                old.vatRate(),
                old.occurredAt(),
                clock.instant(),
                old.contract(),
                old.contractVersion(),
                Money.zero(amount.currency()),
                null);
    }

    /** Each hold is released before its successor is written: never two for one person. */
    private static Mono<Void> takeOver(DatabaseClient db, TenantId tenant, UUID old, UUID again) {
        return db.sql("""
            update billing.claim set reversed = true where tenant_id = :tenant and charge_id = :old and not reversed\
            """)
                .bind("tenant", tenant.value())
                .bind("old", old)
                .fetch()
                .rowsUpdated()
                .flatMap(rows ->
                        rows == 1 ? Mono.<Void>empty() : Mono.error(new Problem.Conflict("junk-charge-without-ground")))
                .then(db.sql("""
                    insert into billing.claim (tenant_id, charge_id, contact_id, scope_key, person, billed_during)
                    select tenant_id, :again, contact_id, scope_key, person, billed_during from billing.claim
                    where tenant_id = :tenant and charge_id = :old\
                    """)
                        .bind("tenant", tenant.value())
                        .bind("old", old)
                        .bind("again", again)
                        .then())
                .then(db.sql("update billing.portal_claim set reversed = true where charge_id = :old")
                        .bind("old", old)
                        .then())
                .then(db.sql("""
                    insert into billing.portal_claim (charge_id, person, channel, billed_during, paid_from, portal_wide,
                        guarded)
                    select :again, person, channel, billed_during, paid_from, portal_wide, guarded from billing.portal_claim
                    where charge_id = :old\
                    """).bind("again", again).bind("old", old).then());
    }
}

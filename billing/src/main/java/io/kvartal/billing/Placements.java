package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Charges placements with what falls due, once, and gives back what was paid in advance when a version ends early. */
@Component
class Placements {
    private static final String SYSTEM = "system";

    private final Clock clock;
    private final Crediting crediting;
    private final Charges charges = new Charges();
    private final Ledger ledger = new Ledger();

    Placements(Clock clock, Crediting crediting) {
        this.clock = clock;
        this.crediting = crediting;
    }

    Mono<Void> charge(DatabaseClient db, TenantId tenant, BillingPeriod period, List<Contract> versions) {
        return Flux.fromIterable(versions)
                .filter(version -> version.model() == CommercialModel.PLACEMENT)
                .concatMap(version -> charge(db, version, Placement.due(version, period))
                        .then(version.validTo() == null ? Mono.empty() : unused(db, version)))
                .then();
    }

    private Mono<Void> charge(DatabaseClient db, Contract version, List<Placement.Due> due) {
        return due.isEmpty()
                ? Mono.empty()
                : VatRates.load(db, version.legalEntity()).flatMap(vat -> Flux.fromIterable(due)
                        .concatMap(part -> charge(db, charge(version, part, vat), part))
                        .then());
    }

    private Mono<Void> charge(DatabaseClient db, Charge charge, Placement.Due part) {
        return charges.insert(db, charge, Charges.Reason.period(part.key()))
                .flatMap(added -> added
                        ? ledger.post(
                                db,
                                charge.tenant(),
                                Journal.charge(charge.id().value(), charge.amount()),
                                charge.chargedAt())
                        : Mono.empty());
    }

    private Charge charge(Contract version, Placement.Due part, VatRates vat) {
        return new Charge(
                ChargeId.next(),
                version.tenant(),
                ChargeKind.PLACEMENT,
                null,
                null,
                part.description(),
                null,
                null,
                part.amount(),
                vat.on(part.servedFrom(), version.billing().vat()),
                part.occursOn().atStartOfDay(version.hours().zone()).toInstant(),
                clock.instant(),
                version.id(),
                version.version(),
                Money.zero(part.amount().currency()),
                null);
    }

    /** A charge of the version and what is left of it. */
    private record Charged(ChargeId id, String key, Money rest) {}

    /** The version has an end: what was charged for later days is credited, once. */
    private Mono<Void> unused(DatabaseClient db, Contract version) {
        return charged(db, version)
                .flatMapMany(Flux::fromIterable)
                .concatMap(charged -> {
                    var unused = charged.rest().minus(Placement.worth(version, charged.key()));
                    return unused.isPositive()
                            ? crediting.credit(
                                    version.tenant(), charged.id(), CreditReason.ADJUSTMENT, unused, "", SYSTEM)
                            : Mono.empty();
                })
                .then();
    }

    private static Mono<List<Charged>> charged(DatabaseClient db, Contract version) {
        return db.sql("""
            select c.id, c.period, c.currency, (c.amount_minor - coalesce((select sum(n.amount_minor) from billing.credit_note n
                where n.tenant_id = c.tenant_id and n.charge_id = c.id), 0))::bigint as rest
            from billing.charge c
            where c.tenant_id = :tenant and c.kind = 'PLACEMENT' and c.contract_id = :contract order by c.period\
            """)
                .bind("tenant", version.tenant().value())
                .bind("contract", version.id().value())
                .map(row -> new Charged(
                        new ChargeId(required(row, "id", UUID.class)),
                        required(row, "period", String.class),
                        Money.of(required(row, "rest", Long.class), required(row, "currency", String.class))))
                .all()
                .collectList();
    }
}

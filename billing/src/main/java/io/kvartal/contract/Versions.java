package io.kvartal.contract;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of contract.contract. */
final class Versions {
    private static final String COLUMNS = """
        tenant_id, id, version, valid_from, valid_to, model, terms, complex_terms, prices, hours, party, monthly_fee_minor,
        prepaid_months, bundle, commission_minor, commission_percent, currency, monthly_lead_plan, due_days, grace_days, vat,
        restrict_after_days, disputes, legal_entity, signed_at, signed_by\
        """;

    /** Two signatures of one tenant come one after the other. */
    Mono<Void> lock(DatabaseClient db, TenantId tenant) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended('contract ' || :tenant, 0))::text as locked")
                .bind("tenant", tenant.toString())
                .fetch()
                .first()
                .then();
    }

    Mono<List<Contract>> history(DatabaseClient db, TenantId tenant) {
        return db.sql("select " + COLUMNS + " from contract.contract where tenant_id = :tenant order by version desc")
                .bind("tenant", tenant.value())
                .map(Versions::contract)
                .all()
                .collectList();
    }

    Mono<List<Contract>> allInForce(DatabaseClient db, Instant at) {
        return db.sql("select " + COLUMNS + """
             from contract.contract
            where daterange(valid_from, valid_to) @> (:at at time zone zone)::date order by tenant_id\
            """)
                .bind("at", at)
                .map(Versions::contract)
                .all()
                .collectList();
    }

    Mono<List<Contract>> all(DatabaseClient db) {
        return db.sql("select " + COLUMNS + " from contract.contract order by tenant_id, version desc")
                .map(Versions::contract)
                .all()
                .collectList();
    }

    Mono<List<TenantId>> tenants(DatabaseClient db) {
        return db.sql("select distinct tenant_id from contract.contract order by tenant_id")
                .map(row -> new TenantId(required(row, "tenant_id", UUID.class)))
                .all()
                .collectList();
    }

    Mono<List<TenantId>> portalWide(DatabaseClient db) {
        return db.sql("""
            select distinct tenant_id from contract.contract
            where terms::json ->> 'uniquenessScope' = 'PORTAL' or exists (
                select from json_each(complex_terms::json) c where c.value ->> 'uniquenessScope' = 'PORTAL')
            order by tenant_id\
            """)
                .map(row -> new TenantId(required(row, "tenant_id", UUID.class)))
                .all()
                .collectList();
    }

    Mono<Void> close(DatabaseClient db, Contract version, LocalDate validTo) {
        return db.sql("""
            update contract.contract set valid_to = :validTo
            where tenant_id = :tenant and id = :id and valid_to is null\
            """)
                .bind("validTo", validTo)
                .bind("tenant", version.tenant().value())
                .bind("id", version.id().value())
                .then();
    }

    Mono<Void> insert(DatabaseClient db, Contract contract) {
        var fee = contract.monthlyFee();
        var commission = contract.commission();
        var insert = db.sql("""
            insert into contract.contract (tenant_id, id, version, valid_from, zone, model, terms, complex_terms, prices, hours,
                party, monthly_fee_minor, prepaid_months, bundle, commission_minor, commission_percent, currency, monthly_lead_plan,
                due_days, grace_days, vat, restrict_after_days, disputes, legal_entity, signed_at, signed_by)
            values (:tenant, :id, :version, :validFrom, :zone, :model, :terms, :complexTerms, :prices, :hours,
                :party, :fee, :prepaid, :bundle, :flat, :percent, :currency, :plan, :dueDays, :graceDays, :vat, :restrictAfter,
                :disputes, :entity, :signedAt, :signedBy)\
            """)
                .bind("tenant", contract.tenant().value())
                .bind("id", contract.id().value())
                .bind("version", contract.version())
                .bind("validFrom", contract.validFrom())
                .bind("zone", contract.hours().zone().getId())
                .bind("model", contract.model().name())
                .bind("terms", ContractJson.write(contract.terms()))
                .bind("complexTerms", ContractJson.write(contract.complexTerms()))
                .bind("prices", ContractJson.write(contract.prices()))
                .bind("hours", ContractJson.write(contract.hours()))
                .bind("party", ContractJson.write(contract.party()))
                .bind("prepaid", contract.prepaidMonths())
                .bind("bundle", ContractJson.write(contract.bundle()))
                .bind("currency", contract.billing().currency().getCurrencyCode())
                .bind("plan", contract.monthlyLeadPlan())
                .bind("dueDays", contract.billing().dueDays())
                .bind("graceDays", contract.billing().graceDays())
                .bind("vat", contract.billing().vat().name())
                .bind("disputes", ContractJson.write(contract.disputes()))
                .bind("entity", contract.legalEntity())
                .bind("signedAt", contract.signedAt())
                .bind("signedBy", contract.signedBy());
        insert = Sql.bind(insert, "fee", fee == null ? null : fee.minor(), Long.class);
        insert = Sql.bind(
                insert,
                "flat",
                commission instanceof Commission.Flat flat ? flat.amount().minor() : null,
                Long.class);
        insert = Sql.bind(
                insert,
                "percent",
                commission instanceof Commission.Percent percent ? percent.percent() : null,
                BigDecimal.class);
        insert = Sql.bind(insert, "restrictAfter", contract.billing().restrictAfterDays(), Integer.class);
        return insert.then();
    }

    private static Contract contract(Readable row) {
        var currency = Currency.getInstance(text(row, "currency"));
        return new Contract(
                new ContractId(required(row, "id", UUID.class)),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "version", Integer.class),
                required(row, "valid_from", LocalDate.class),
                row.get("valid_to", LocalDate.class),
                CommercialModel.valueOf(text(row, "model")),
                ContractJson.terms(text(row, "terms")),
                ContractJson.complexTerms(text(row, "complex_terms")),
                ContractJson.prices(text(row, "prices")),
                money(row.get("monthly_fee_minor", Long.class), currency),
                required(row, "prepaid_months", Integer.class),
                ContractJson.bundle(text(row, "bundle")),
                commission(row, currency),
                required(row, "monthly_lead_plan", Integer.class),
                ContractJson.hours(text(row, "hours")),
                new BillingTerms(
                        currency,
                        required(row, "due_days", Integer.class),
                        required(row, "grace_days", Integer.class),
                        VatTreatment.valueOf(text(row, "vat")),
                        row.get("restrict_after_days", Integer.class)),
                ContractJson.disputes(text(row, "disputes")),
                ContractJson.party(text(row, "party")),
                text(row, "legal_entity"),
                required(row, "signed_at", Instant.class),
                text(row, "signed_by"));
    }

    private static @Nullable Commission commission(Readable row, Currency currency) {
        var flat = money(row.get("commission_minor", Long.class), currency);
        if (flat != null) {
            return new Commission.Flat(flat);
        }
        var percent = row.get("commission_percent", BigDecimal.class);
        return percent == null ? null : new Commission.Percent(percent.stripTrailingZeros());
    }

    private static @Nullable Money money(@Nullable Long minor, Currency currency) {
        return minor == null ? null : new Money(minor, currency);
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }
}

package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Charges. What they hold is in {@link Holds}. */
final class Charges {
    /** What a charge stands on besides its own fields. */
    record Reason(
            @Nullable UUID assessment,
            @Nullable UUID deal,
            @Nullable String period) {
        static Reason assessment(UUID id) {
            return new Reason(id, null, null);
        }

        static Reason deal(UUID id) {
            return new Reason(null, id, null);
        }

        static Reason period(String period) {
            return new Reason(null, null, period);
        }
    }

    private static final String COLUMNS = """
        select c.tenant_id, c.id, c.kind, c.lead_id, c.contact_id, c.description, c.complex, c.channel, c.amount_minor, c.currency,
            c.vat_rate, c.occurred_at, c.charged_at, c.contract_id, c.contract_version,
            (select coalesce(sum(n.amount_minor), 0)::bigint from billing.credit_note n
                where n.tenant_id = c.tenant_id and n.charge_id = c.id) as credited_minor,
            (select i.invoice_id from billing.invoice_item i
                where i.tenant_id = c.tenant_id and i.charge_id = c.id and not i.released) as invoice_id\
        """;

    static final String SELECT = COLUMNS + " from billing.charge c\n";

    /** A charge that stands, and the hold that it has. */
    record Live(Charge charge, @Nullable String person, Instant from, Instant until) {}

    /** False when a placement was charged for this period before. */
    Mono<Boolean> insert(DatabaseClient db, Charge charge, Reason reason) {
        var insert = db.sql("""
            insert into billing.charge (tenant_id, id, kind, lead_id, contact_id, assessment_id, qualified, deal_id, period,
                description, complex, channel, amount_minor, currency, vat_rate, occurred_at, charged_at, contract_id,
                contract_version)
            values (:tenant, :id, :kind, :lead, :contact, :assessment, :qualified, :deal, :period, :description, :complex,
                :channel, :amount, :currency, :vatRate, :occurredAt, :chargedAt, :contract, :version)
            on conflict (tenant_id, period, contract_id) do nothing\
            """)
                .bind("tenant", charge.tenant().value())
                .bind("id", charge.id().value())
                .bind("kind", charge.kind().name())
                .bind("description", charge.description())
                .bind("amount", charge.amount().minor())
                .bind("currency", charge.amount().currency().getCurrencyCode())
                .bind("vatRate", charge.vatRate())
                .bind("occurredAt", charge.occurredAt())
                .bind("chargedAt", charge.chargedAt())
                .bind("contract", charge.contract().value())
                .bind("version", charge.contractVersion());
        insert = Sql.bind(insert, "lead", charge.lead(), UUID.class);
        insert = Sql.bind(insert, "contact", charge.contact(), UUID.class);
        insert = Sql.bind(insert, "assessment", reason.assessment(), UUID.class);
        insert = Sql.bind(insert, "qualified", reason.assessment() == null ? null : true, Boolean.class);
        insert = Sql.bind(insert, "deal", reason.deal(), UUID.class);
        insert = Sql.bind(insert, "period", reason.period(), String.class);
        insert = Sql.bind(insert, "complex", charge.complex(), String.class);
        var channel = charge.channel();
        insert = Sql.bind(insert, "channel", channel == null ? null : channel.name(), String.class);
        return insert.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** The charges that stand for these contacts now, by contact. */
    Mono<Map<UUID, Live>> live(DatabaseClient db, TenantId tenant, Collection<UUID> contacts) {
        return db.sql(COLUMNS + """
            , k.person as held_person, lower(k.billed_during) as held_from, upper(k.billed_during) as held_until
            from billing.charge c
            join billing.claim k on k.tenant_id = c.tenant_id and k.charge_id = c.id and not k.reversed
            where k.tenant_id = :tenant and k.contact_id = any(:contacts)\
            """)
                .bind("tenant", tenant.value())
                .bind("contacts", contacts.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        required(row, "contact_id", UUID.class),
                        new Live(
                                charge(row),
                                row.get("held_person", String.class),
                                required(row, "held_from", Instant.class),
                                required(row, "held_until", Instant.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The live charge of each lead, else its last one. */
    Mono<Map<UUID, Charge>> ofLeads(DatabaseClient db, TenantId tenant, Collection<UUID> leads) {
        return db.sql(SELECT + """
            left join billing.claim k on k.tenant_id = c.tenant_id and k.charge_id = c.id
            where c.tenant_id = :tenant and c.lead_id = any(:leads)
            order by (k.reversed is true) desc, c.charged_at, c.id\
            """)
                .bind("tenant", tenant.value())
                .bind("leads", leads.toArray(UUID[]::new))
                .map(row -> Map.entry(required(row, "lead_id", UUID.class), charge(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Charge> byId(DatabaseClient db, TenantId tenant, ChargeId id) {
        return db.sql(SELECT + " where c.tenant_id = :tenant and c.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(Charges::charge)
                .one();
    }

    /** What the contact of this charge is charged now, if anything. */
    Mono<Charge> standing(DatabaseClient db, TenantId tenant, ChargeId id) {
        return db.sql(SELECT + """
            join billing.claim k on k.tenant_id = c.tenant_id and k.charge_id = c.id and not k.reversed
            where k.tenant_id = :tenant and k.contact_id = (
                select o.contact_id from billing.charge o where o.tenant_id = :tenant and o.id = :id)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(Charges::charge)
                .one();
    }

    /** What the contact was charged last and is charged no more. */
    Mono<Charge> reversed(DatabaseClient db, TenantId tenant, UUID contact) {
        return db.sql(SELECT + """
            join billing.claim k on k.tenant_id = c.tenant_id and k.charge_id = c.id and k.reversed
            where k.tenant_id = :tenant and k.contact_id = :contact and c.amount_minor > 0
            order by c.charged_at desc, c.id desc limit 1\
            """)
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .map(Charges::charge)
                .one();
    }

    Mono<UUID> assessmentOf(DatabaseClient db, TenantId tenant, ChargeId id) {
        return db.sql("""
            select assessment_id from billing.charge
            where tenant_id = :tenant and id = :id and assessment_id is not null\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> required(row, "assessment_id", UUID.class))
                .one();
    }

    /** Newest first. */
    Mono<List<Charge>> between(DatabaseClient db, TenantId tenant, Instant from, Instant until) {
        return db.sql(SELECT + """
             where c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until
            order by c.occurred_at desc, c.id\
            """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(Charges::charge)
                .all()
                .collectList();
    }

    /** Different leads charged since then, by developer; of one or of all that the transaction may see. */
    Mono<Map<TenantId, Integer>> countLeads(DatabaseClient db, @Nullable TenantId tenant, Instant since) {
        var select = db.sql("""
            select tenant_id, count(distinct lead_id)::int as leads from billing.charge
            where kind = 'LEAD' and occurred_at >= :since and (cast(:tenant as uuid) is null or tenant_id = :tenant)
            group by tenant_id\
            """).bind("since", since);
        return Sql.bind(select, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .map(row -> Map.entry(
                        new TenantId(required(row, "tenant_id", UUID.class)), required(row, "leads", Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What {@link #page} and the count beside it let through. */
    static final String FILTER = """
         where c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until
            and (:complex::text is null or c.complex = :complex::text)
            and (:channel::text is null or c.channel = :channel::text)
            and (:credited::boolean is null or :credited::boolean = exists (
                select from billing.credit_note n where n.tenant_id = c.tenant_id and n.charge_id = c.id))
        """;

    static DatabaseClient.GenericExecuteSpec filtered(DatabaseClient.GenericExecuteSpec query, ChargeFilter filter) {
        var channel = filter.channel();
        var bound = Sql.bind(query, "complex", filter.complex(), String.class);
        bound = Sql.bind(bound, "channel", channel == null ? null : channel.name(), String.class);
        return Sql.bind(bound, "credited", filter.credited(), Boolean.class);
    }

    /** Newest first. */
    Mono<List<Charge>> page(
            DatabaseClient db, TenantId tenant, Instant from, Instant until, ChargeFilter filter, int size, long skip) {
        return filtered(db.sql(SELECT + FILTER + "order by c.occurred_at desc, c.id limit :size offset :skip"), filter)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .bind("size", size)
                .bind("skip", skip)
                .map(Charges::charge)
                .all()
                .collectList();
    }

    static Charge charge(Readable row) {
        var currency = required(row, "currency", String.class);
        var channel = row.get("channel", String.class);
        var invoice = row.get("invoice_id", UUID.class);
        return new Charge(
                new ChargeId(required(row, "id", UUID.class)),
                new TenantId(required(row, "tenant_id", UUID.class)),
                ChargeKind.valueOf(required(row, "kind", String.class)),
                row.get("lead_id", UUID.class),
                row.get("contact_id", UUID.class),
                required(row, "description", String.class),
                row.get("complex", String.class),
                channel == null ? null : Channel.valueOf(channel),
                Money.of(required(row, "amount_minor", Long.class), currency),
                required(row, "vat_rate", BigDecimal.class),
                required(row, "occurred_at", Instant.class),
                required(row, "charged_at", Instant.class),
                new ContractId(required(row, "contract_id", UUID.class)),
                required(row, "contract_version", Integer.class),
                Money.of(required(row, "credited_minor", Long.class), currency),
                invoice == null ? null : new InvoiceId(invoice));
    }
}

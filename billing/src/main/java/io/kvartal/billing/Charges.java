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

/** Charges, and the holds that they have on persons. */
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

    /** The window in which a person is paid for. */
    record Hold(
            String scopeKey,
            @Nullable String person,
            Channel channel,
            Instant from,
            Instant until,
            boolean portalWide) {}

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

    /** The database refuses a second live hold on the person in the window, and on the contact at all. */
    Mono<Void> hold(DatabaseClient db, Charge charge, UUID contact, Hold hold) {
        var insert = db.sql("""
            insert into billing.claim (tenant_id, charge_id, contact_id, scope_key, person, billed_during)
            values (:tenant, :charge, :contact, :scope, :person, tstzrange(:from, :until))\
            """)
                .bind("tenant", charge.tenant().value())
                .bind("charge", charge.id().value())
                .bind("contact", contact)
                .bind("scope", hold.scopeKey())
                .bind("from", hold.from())
                .bind("until", hold.until());
        return Sql.bind(insert, "person", hold.person(), String.class)
                .then()
                .then(hold.person() == null ? Mono.empty() : holdOnPortal(db, charge, hold.person(), hold));
    }

    private static Mono<Void> holdOnPortal(DatabaseClient db, Charge charge, String person, Hold hold) {
        return db.sql("""
            insert into billing.portal_claim (charge_id, person, channel, billed_during, portal_wide)
            values (:charge, :person, :channel, tstzrange(:from, :until), :wide)
            on conflict (charge_id) do update set person = excluded.person, channel = excluded.channel,
                billed_during = excluded.billed_during, portal_wide = excluded.portal_wide, reversed = false\
            """)
                .bind("charge", charge.id().value())
                .bind("person", person)
                .bind("channel", hold.channel().name())
                .bind("from", hold.from())
                .bind("until", hold.until())
                .bind("wide", hold.portalWide())
                .then();
    }

    /** A charge that stands holds what its newest receipt says, after {@link #release} of every hold that may move. */
    Mono<Void> holdAgain(DatabaseClient db, Charge charge, Hold hold) {
        var update = db.sql("""
            update billing.claim set scope_key = :scope, person = :person, billed_during = tstzrange(:from, :until),
                reversed = false
            where tenant_id = :tenant and charge_id = :charge\
            """)
                .bind("scope", hold.scopeKey())
                .bind("from", hold.from())
                .bind("until", hold.until())
                .bind("tenant", charge.tenant().value())
                .bind("charge", charge.id().value());
        return Sql.bind(update, "person", hold.person(), String.class)
                .then()
                .then(hold.person() == null ? Mono.empty() : holdOnPortal(db, charge, hold.person(), hold));
    }

    Mono<Void> release(DatabaseClient db, Charge charge) {
        return db.sql("update billing.claim set reversed = true where tenant_id = :tenant and charge_id = :charge")
                .bind("tenant", charge.tenant().value())
                .bind("charge", charge.id().value())
                .then()
                .then(db.sql("update billing.portal_claim set reversed = true where charge_id = :charge")
                        .bind("charge", charge.id().value())
                        .then());
    }

    /** Windows in which other developers pay for these persons, by person. */
    Mono<List<Elsewhere>> elsewhere(DatabaseClient db, TenantId tenant, Collection<String> persons) {
        return db.sql("""
            select p.charge_id, p.person, p.channel, lower(p.billed_during) as at, upper(p.billed_during) as until
            from billing.portal_claim p
            where p.person = any(:persons) and not p.reversed and not exists (
                select 1 from billing.claim c where c.tenant_id = :tenant and c.charge_id = p.charge_id)\
            """)
                .bind("tenant", tenant.value())
                .bind("persons", persons.toArray(String[]::new))
                .map(row -> new Elsewhere(
                        required(row, "charge_id", UUID.class),
                        required(row, "person", String.class),
                        Channel.valueOf(required(row, "channel", String.class)),
                        required(row, "at", Instant.class),
                        required(row, "until", Instant.class)))
                .all()
                .collectList();
    }

    record Elsewhere(UUID charge, String person, Channel channel, Instant at, Instant until) {}

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

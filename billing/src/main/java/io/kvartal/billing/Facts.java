package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What is known of contacts: rows are added, the newest of a contact counts. */
final class Facts {
    /** A contact, the lead that it belongs to and how an invoice names it. @param seq of the row; 0 while it is not stored */
    record Known(UUID lead, String description, ContactFacts facts, int seq) {
        Known(UUID lead, String description, ContactFacts facts) {
            this(lead, description, facts, 0);
        }

        Timeline.Entry entry() {
            return new Timeline.Entry(lead, facts);
        }
    }

    private static final String NEWEST = """
        select lead_id, description, facts, seq from (
            select distinct on (contact_id) contact_id, seq, lead_id, description, person, contact_at, facts
            from billing.contact_fact
            where tenant_id = :tenant and contact_id in (%s)
            order by contact_id, seq desc) newest
        """;

    /** False when exactly this was known already, however long ago: then it is a repetition. */
    Mono<Boolean> add(DatabaseClient db, TenantId tenant, Known known, Instant now) {
        var facts = known.facts();
        var text = ReceiptJson.write(facts);
        var insert = db.sql("""
            insert into billing.contact_fact (tenant_id, contact_id, seq, lead_id, description, person, contact_at, facts,
                facts_hash, recorded_at)
            select :tenant, :contact, coalesce(max(seq), 0) + 1, :lead, :description, :person, :at, :facts, :hash, :now
            from billing.contact_fact where tenant_id = :tenant and contact_id = :contact
            on conflict on constraint contact_fact_known_once do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("contact", facts.contact())
                .bind("lead", known.lead())
                .bind("description", known.description())
                .bind("at", facts.at())
                .bind("facts", text)
                .bind("hash", Sha256.hex(known.lead() + " " + text))
                .bind("now", now);
        return Sql.bind(insert, "person", facts.person(), String.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Many at once; those known already are left out. @return how many were new */
    Mono<Long> addAll(DatabaseClient db, TenantId tenant, List<Known> known, Instant now) {
        var texts = known.stream().map(one -> ReceiptJson.write(one.facts())).toArray(String[]::new);
        return db.sql("""
            insert into billing.contact_fact (tenant_id, contact_id, seq, lead_id, description, person, contact_at, facts,
                facts_hash, recorded_at)
            select :tenant, new.contact, coalesce(old.seq, 0) + row_number() over (partition by new.contact order by new.no),
                new.lead, new.description, nullif(new.person, ''), new.at::timestamptz, new.facts, new.hash, :now
            from unnest(:contacts, :leads, :descriptions, :persons, :ats, :facts, :hashes)
                with ordinality as new(contact, lead, description, person, at, facts, hash, no)
            left join lateral (select max(f.seq) as seq from billing.contact_fact f
                where f.tenant_id = :tenant and f.contact_id = new.contact) old on true
            on conflict on constraint contact_fact_known_once do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("contacts", each(known, one -> one.facts().contact(), UUID[]::new))
                .bind("leads", each(known, Known::lead, UUID[]::new))
                .bind("descriptions", each(known, Known::description, String[]::new))
                .bind(
                        "persons",
                        each(
                                known,
                                one -> Objects.requireNonNullElse(one.facts().person(), ""),
                                String[]::new))
                .bind("ats", each(known, one -> one.facts().at().toString(), String[]::new))
                .bind("facts", texts)
                .bind(
                        "hashes",
                        IntStream.range(0, texts.length)
                                .mapToObj(i -> Sha256.hex(known.get(i).lead() + " " + texts[i]))
                                .toArray(String[]::new))
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    private static <T> T[] each(List<Known> known, Function<Known, T> value, IntFunction<T[]> array) {
        return known.stream().map(value).toArray(array);
    }

    /** Whether something is known of a contact that was never judged. */
    Mono<Boolean> unjudged(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select exists (select from billing.contact_fact f where f.tenant_id = :tenant and not exists (
                select from billing.assessment a where a.tenant_id = f.tenant_id and a.contact_id = f.contact_id)) as some\
            """)
                .bind("tenant", tenant.value())
                .map(row -> required(row, "some", Boolean.class))
                .one();
    }

    /** Persons and leads that anything ever known ties together. */
    record Tied(List<String> persons, List<UUID> leads) {}

    /**
     * Everybody whom the contact was ever thought to come from, everybody else in their leads, and so on: a lead that was begun by another person's
     * contact keeps that contact's price.
     */
    Mono<Tied> tied(DatabaseClient db, TenantId tenant, UUID contact) {
        return db.sql("""
            with recursive tied(person, lead_id) as (
                select person, lead_id from billing.contact_fact where tenant_id = :tenant and contact_id = :contact
                union
                select f.person, f.lead_id from tied cross join lateral (
                    select person, lead_id from billing.contact_fact where tenant_id = :tenant and person = tied.person
                    union all
                    select person, lead_id from billing.contact_fact
                    where tenant_id = :tenant and lead_id = tied.lead_id) f)
            select person, lead_id from tied order by person, lead_id\
            """)
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .map(row -> new Tie(row.get("person", String.class), required(row, "lead_id", UUID.class)))
                .all()
                .collectList()
                .map(ties -> new Tied(
                        ties.stream()
                                .map(Tie::person)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList(),
                        ties.stream().map(Tie::lead).distinct().toList()));
    }

    private static final String UNJUDGED = """
        from billing.contact_fact f where f.tenant_id = :tenant and not exists (
            select 1 from billing.assessment a where a.tenant_id = :tenant and a.contact_id = f.contact_id
            and case when a.fact_seq is null then a.assessed_at >= f.recorded_at else a.fact_seq >= f.seq end)\
        """;

    /** Contacts of which something became known that no verdict looked at. */
    Mono<List<UUID>> unjudgedContacts(DatabaseClient db, TenantId tenant) {
        return db.sql("select distinct f.contact_id " + UNJUDGED)
                .bind("tenant", tenant.value())
                .map(row -> required(row, "contact_id", UUID.class))
                .all()
                .collectList();
    }

    /** Whether there is any such contact. */
    Mono<Boolean> anyUnjudged(DatabaseClient db, TenantId tenant) {
        return db.sql("select exists (select 1 " + UNJUDGED + ") as unjudged")
                .bind("tenant", tenant.value())
                .map(row -> required(row, "unjudged", Boolean.class))
                .one();
    }

    /** What is known of one contact now. */
    Mono<Known> newest(DatabaseClient db, TenantId tenant, UUID contact) {
        return db.sql(NEWEST.formatted(":contact"))
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .map(Facts::known)
                .one();
    }

    private record Tie(@Nullable String person, UUID lead) {}

    /** All contacts of these persons and leads. */
    Mono<List<Known>> newest(DatabaseClient db, TenantId tenant, Tied tied) {
        return db.sql(NEWEST.formatted("""
            select contact_id from billing.contact_fact
            where tenant_id = :tenant and (person = any(:persons) or lead_id = any(:leads))\
            """))
                .bind("tenant", tenant.value())
                .bind("persons", tied.persons().toArray(String[]::new))
                .bind("leads", tied.leads().toArray(UUID[]::new))
                .map(Facts::known)
                .all()
                .collectList();
    }

    /** All contacts of the tenant from an instant on. */
    Mono<List<Known>> newestSince(DatabaseClient db, TenantId tenant, Instant from) {
        return db.sql(NEWEST.formatted(
                                "select contact_id from billing.contact_fact where tenant_id = :tenant and contact_at"
                                        + " >= :from")
                        + "where contact_at >= :from")
                .bind("tenant", tenant.value())
                .bind("from", from)
                .map(Facts::known)
                .all()
                .collectList();
    }

    private static Known known(Readable row) {
        return new Known(
                required(row, "lead_id", UUID.class),
                required(row, "description", String.class),
                ReceiptJson.facts(required(row, "facts", String.class)),
                required(row, "seq", Integer.class));
    }
}

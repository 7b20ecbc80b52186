package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What is known of contacts: rows are added, the newest of a contact counts. */
final class Facts {
    /** A contact, the lead that it belongs to and how an invoice names it. */
    record Known(UUID lead, String description, ContactFacts facts) {
        Timeline.Entry entry() {
            return new Timeline.Entry(lead, facts);
        }
    }

    private static final String NEWEST = """
        select lead_id, description, facts from (
            select distinct on (contact_id) contact_id, lead_id, description, person, contact_at, facts
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
                .bind("hash", hash(known.lead() + " " + text))
                .bind("now", now);
        return Sql.bind(insert, "person", facts.person(), String.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
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
                ReceiptJson.facts(required(row, "facts", String.class)));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

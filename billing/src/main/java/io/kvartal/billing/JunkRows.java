package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.ReceiptJson;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rules about junk, the callers on the list, what was credited by them. */
final class JunkRows {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    /** A charge that nobody has credited yet, with the newest facts of its contact. */
    record Fresh(ChargeId charge, ContactFacts facts) {}

    /** One charged call of a person anywhere on the portal. */
    record Visit(String person, Instant at) {}

    /** Any contact of a person anywhere on the portal. */
    record Contact(String person, Instant at, String complex, int talkSec) {}

    Mono<List<JunkRule>> rules(DatabaseClient db) {
        return db.sql("select code, enabled, threshold, talk_sec from billing.junk_rule order by code")
                .map(row -> new JunkRule(
                        JunkRule.Code.valueOf(required(row, "code", String.class)),
                        required(row, "enabled", Boolean.class),
                        required(row, "threshold", Integer.class),
                        required(row, "talk_sec", Integer.class)))
                .all()
                .collectList();
    }

    Mono<Void> change(DatabaseClient db, JunkRule rule, String actor, Instant now) {
        return db.sql("""
            update billing.junk_rule set enabled = :enabled, threshold = :threshold, talk_sec = :talk,
                changed_at = :now, changed_by = :actor where code = :code\
            """)
                .bind("enabled", rule.enabled())
                .bind("threshold", rule.threshold())
                .bind("talk", rule.talkSec())
                .bind("now", now)
                .bind("actor", actor)
                .bind("code", rule.code().name())
                .then();
    }

    /** False when the caller is listed already. */
    Mono<Boolean> list(DatabaseClient db, String person, String code, String note, String actor, Instant now) {
        return db.sql("""
            insert into billing.junk_caller (person, code, listed_at, listed_by, note)
            values (:person, :code, :now, :actor, :note) on conflict do nothing\
            """)
                .bind("person", person)
                .bind("code", code)
                .bind("now", now)
                .bind("actor", actor)
                .bind("note", note)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> unlist(DatabaseClient db, String person) {
        return db.sql("delete from billing.junk_caller where person = :person")
                .bind("person", person)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Map<String, String>> listed(DatabaseClient db, Collection<String> persons) {
        return db.sql("select person, code from billing.junk_caller where person = any(:persons)")
                .bind("persons", persons.toArray(String[]::new))
                .map(row -> Map.entry(required(row, "person", String.class), required(row, "code", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Neither credited by anybody nor charged again after a rule was wrong. */
    Mono<List<Fresh>> fresh(DatabaseClient db, TenantId tenant, Instant since) {
        return db.sql("""
            select c.id, f.facts from billing.charge c
            join lateral (select facts from billing.contact_fact f
                where f.tenant_id = c.tenant_id and f.contact_id = c.contact_id order by f.seq desc limit 1) f on true
            where c.tenant_id = :tenant and c.kind = 'LEAD' and c.occurred_at >= :since
                and not exists (select 1 from billing.credit_note n
                    where n.tenant_id = c.tenant_id and n.charge_id = c.id)
                and not exists (select 1 from billing.junk_credit j
                    where j.tenant_id = c.tenant_id and j.recharge_id = c.id)
                and not exists (select 1 from billing.replacement r
                    where r.tenant_id = c.tenant_id and r.charge_id = c.id)\
            """)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .map(row -> new Fresh(
                        new ChargeId(required(row, "id", UUID.class)),
                        ReceiptJson.facts(required(row, "facts", String.class))))
                .all()
                .collectList();
    }

    /** Charged calls of these persons, whoever pays for them. */
    Mono<List<Visit>> visits(DatabaseClient db, Collection<String> persons, Instant since) {
        return db.sql("""
            select person, lower(billed_during) as at from billing.portal_claim
            where person = any(:persons) and lower(billed_during) >= :since\
            """)
                .bind("persons", persons.toArray(String[]::new))
                .bind("since", since.minus(Duration.ofHours(1)))
                .map(row -> new Visit(required(row, "person", String.class), required(row, "at", Instant.class)))
                .all()
                .collectList();
    }

    /** All contacts of a few persons with these developers; the transaction must see them all. */
    Mono<List<Contact>> contacts(
            DatabaseClient db, Collection<TenantId> tenants, Collection<String> persons, Instant since) {
        return db.sql("""
            select person, contact_at, facts from billing.contact_fact
            where tenant_id = any(:tenants) and person = any(:persons) and contact_at >= :since\
            """)
                .bind("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .bind("persons", persons.toArray(String[]::new))
                .bind("since", since.minus(Duration.ofHours(1)))
                .map(row -> {
                    var facts = ReceiptJson.facts(required(row, "facts", String.class));
                    return new Contact(
                            required(row, "person", String.class),
                            required(row, "contact_at", Instant.class),
                            facts.complex(),
                            facts.talkSec());
                })
                .all()
                .collectList();
    }

    Mono<Void> insert(DatabaseClient db, TenantId tenant, CreditNote note, JunkRule.Finding finding, Instant until) {
        return db.sql("""
            insert into billing.junk_credit (tenant_id, charge_id, credit_id, rule, evidence, credited_at, undo_until)
            values (:tenant, :charge, :credit, :rule, :evidence, :now, :until)\
            """)
                .bind("tenant", tenant.value())
                .bind("charge", note.charge().value())
                .bind("credit", note.id())
                .bind("rule", finding.code().name())
                .bind("evidence", JSON.writeValueAsString(finding.values()))
                .bind("now", note.issuedAt())
                .bind("until", until)
                .then();
    }

    /** False when somebody else took it back meanwhile. */
    Mono<Boolean> undo(DatabaseClient db, JunkCredit credit, JunkCredit.Undone undone) {
        return db.sql("""
            update billing.junk_credit set undone_at = :now, undone_by = :by, undo_note = :note, recharge_id = :recharge
            where tenant_id = :tenant and charge_id = :charge and undone_at is null\
            """)
                .bind("now", undone.at())
                .bind("by", undone.by())
                .bind("note", undone.note())
                .bind("recharge", undone.recharge().value())
                .bind("tenant", credit.tenant().value())
                .bind("charge", credit.charge().value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static final String SELECT = """
        select j.tenant_id, j.charge_id, j.credit_id, j.rule, j.evidence, j.credited_at, j.undo_until, j.undone_at,
            j.undone_by, j.undo_note, j.recharge_id, n.amount_minor, n.currency, c.description
        from billing.junk_credit j
        join billing.credit_note n on n.tenant_id = j.tenant_id and n.id = j.credit_id
        join billing.charge c on c.tenant_id = j.tenant_id and c.id = j.charge_id
        """;

    Mono<JunkCredit> ofCharge(DatabaseClient db, TenantId tenant, ChargeId charge) {
        return db.sql(SELECT + " where j.tenant_id = :tenant and j.charge_id = :charge")
                .bind("tenant", tenant.value())
                .bind("charge", charge.value())
                .map(JunkRows::credit)
                .one();
    }

    /** Of all tenants that the transaction may see, newest first. */
    Mono<List<JunkCredit>> since(DatabaseClient db, @Nullable TenantId tenant, Instant since, int limit) {
        var select = db.sql(SELECT + """
             where j.credited_at >= :since and (cast(:tenant as uuid) is null or j.tenant_id = :tenant)
            order by j.credited_at desc, j.charge_id limit :limit\
            """).bind("since", since).bind("limit", limit);
        return Sql.bind(select, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .map(JunkRows::credit)
                .all()
                .collectList();
    }

    private static JunkCredit credit(Readable row) {
        var undoneAt = row.get("undone_at", Instant.class);
        return new JunkCredit(
                new TenantId(required(row, "tenant_id", UUID.class)),
                new ChargeId(required(row, "charge_id", UUID.class)),
                required(row, "credit_id", UUID.class),
                JunkRule.Code.valueOf(required(row, "rule", String.class)),
                JSON.readValue(required(row, "evidence", String.class), VALUES),
                Money.of(required(row, "amount_minor", Long.class), required(row, "currency", String.class)),
                required(row, "description", String.class),
                required(row, "credited_at", Instant.class),
                required(row, "undo_until", Instant.class),
                undoneAt == null
                        ? null
                        : new JunkCredit.Undone(
                                undoneAt,
                                required(row, "undone_by", String.class),
                                required(row, "undo_note", String.class),
                                new ChargeId(required(row, "recharge_id", UUID.class))));
    }
}

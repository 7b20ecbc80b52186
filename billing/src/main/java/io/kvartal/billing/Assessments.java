package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.ContractId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ReceiptJson;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Verdicts with what their receipts are derived from: rows are added, the newest of a contact counts. */
final class Assessments {
    /** Of the receipt as written; rows that keep the text have no hash of their own. */
    static final String HASH = "encode(coalesce(a.receipt_hash, sha256(convert_to(a.receipt, 'UTF8'))), 'hex')";

    private static final String STORED = """
        select a.id, a.contact_id, a.seq, a.lead_id, a.rule_set, a.contract_id, a.price_contract_id, a.history, a.receipt,
            a.assessed_at, %s as hash, f.facts
        from billing.assessment a
        left join billing.contact_fact f
            on f.tenant_id = a.tenant_id and f.contact_id = a.contact_id and f.seq = a.fact_seq
        """.formatted(HASH);

    /** @param hash hex, of the receipt; @param factSeq null in rows from before receipts were derived */
    record Current(UUID id, int seq, String hash, @Nullable Integer factSeq) {}

    Mono<Map<UUID, Current>> current(DatabaseClient db, TenantId tenant, Collection<UUID> contacts) {
        return db.sql("select distinct on (a.contact_id) a.contact_id, a.id, a.seq, a.fact_seq, " + HASH + """
             as hash from billing.assessment a
            where a.tenant_id = :tenant and a.contact_id = any(:contacts) order by a.contact_id, a.seq desc\
            """)
                .bind("tenant", tenant.value())
                .bind("contacts", contacts.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        required(row, "contact_id", UUID.class),
                        new Current(
                                required(row, "id", UUID.class),
                                required(row, "seq", Integer.class),
                                required(row, "hash", String.class),
                                row.get("fact_seq", Integer.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<UUID> insert(DatabaseClient db, TenantId tenant, Differences.Judged judged, Instant now) {
        var id = Ids.next();
        var receipt = judged.receipt();
        var facts = receipt.facts();
        var insert = db.sql("""
            insert into billing.assessment (tenant_id, id, contact_id, seq, fact_seq, lead_id, verdict, billable, rule, rule_set,
                contract_id, contract_version, price_contract_id, vendor_differs, contact_at, history, receipt_hash, assessed_at)
            values (:tenant, :id, :contact, :seq, :factSeq, :lead, :verdict, :billable, :rule, :ruleSet, :contract, :version,
                :priceBook, :differs, :at, :history, :hash, :now)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("contact", facts.contact())
                .bind("seq", judged.seq())
                .bind("factSeq", judged.known().seq())
                .bind("lead", judged.known().lead())
                .bind("verdict", receipt.verdict().code())
                .bind("billable", receipt.verdict().billable())
                .bind("rule", receipt.rule())
                .bind("ruleSet", receipt.ruleSet())
                .bind("contract", receipt.contract().value())
                .bind("version", receipt.contractVersion())
                .bind("priceBook", judged.priceBook().value())
                .bind("differs", receipt.vendorDiffers())
                .bind("at", facts.at())
                .bind("hash", ReceiptJson.hash(receipt))
                .bind("now", now);
        return Sql.bind(insert, "history", ReceiptJson.write(judged.history()), String.class)
                .then()
                .thenReturn(id);
    }

    Mono<Receipts.Stored> byId(DatabaseClient db, TenantId tenant, UUID assessment) {
        return db.sql(STORED + "where a.tenant_id = :tenant and a.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", assessment)
                .map(Assessments::stored)
                .one();
    }

    /** Every verdict that a contact ever had, in order. */
    Mono<List<Receipts.Stored>> ofContact(DatabaseClient db, TenantId tenant, UUID contact) {
        return db.sql(STORED + "where a.tenant_id = :tenant and a.contact_id = :contact order by a.seq")
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .map(Assessments::stored)
                .all()
                .collectList();
    }

    /** The billable contact of the lead, else its last one. */
    Mono<Receipts.Stored> ofLead(DatabaseClient db, TenantId tenant, UUID lead) {
        return db.sql(STORED + """
            where a.tenant_id = :tenant and a.id = (
                select id from (
                    select distinct on (contact_id) contact_id, id, lead_id, billable, contact_at from billing.assessment
                    where tenant_id = :tenant and contact_id in (
                        select contact_id from billing.assessment where tenant_id = :tenant and lead_id = :lead)
                    order by contact_id, seq desc) newest
                where lead_id = :lead order by billable desc, contact_at desc, contact_id limit 1)\
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .map(Assessments::stored)
                .one();
    }

    private static Receipts.Stored stored(Readable row) {
        var facts = row.get("facts", String.class);
        var priceBook = row.get("price_contract_id", UUID.class);
        return new Receipts.Stored(
                required(row, "id", UUID.class),
                required(row, "contact_id", UUID.class),
                required(row, "seq", Integer.class),
                required(row, "lead_id", UUID.class),
                required(row, "rule_set", String.class),
                required(row, "assessed_at", Instant.class),
                required(row, "hash", String.class),
                row.get("receipt", String.class),
                facts == null || priceBook == null
                        ? null
                        : new Receipts.Made(
                                new ContractId(required(row, "contract_id", UUID.class)),
                                new ContractId(priceBook),
                                ReceiptJson.facts(facts),
                                row.get("history", String.class)));
    }

    /** A page of one tenant's verdicts, in the order of their ids. */
    Mono<List<Receipts.Stored>> after(DatabaseClient db, TenantId tenant, UUID last, int limit) {
        return db.sql(STORED + "where a.tenant_id = :tenant and a.id > :last order by a.id limit :limit")
                .bind("tenant", tenant.value())
                .bind("last", last)
                .bind("limit", limit)
                .map(Assessments::stored)
                .all()
                .collectList();
    }

    /** The verdicts that {@link #ofLead} would find, for many. */
    Mono<Map<UUID, String>> verdicts(DatabaseClient db, TenantId tenant, Collection<UUID> leads) {
        return db.sql("""
            select distinct on (lead_id) lead_id, verdict from (
                select distinct on (contact_id) contact_id, lead_id, billable, contact_at, verdict from billing.assessment
                where tenant_id = :tenant and contact_id in (
                    select contact_id from billing.assessment where tenant_id = :tenant and lead_id = any(:leads))
                order by contact_id, seq desc) newest
            where lead_id = any(:leads) order by lead_id, billable desc, contact_at desc, contact_id\
            """)
                .bind("tenant", tenant.value())
                .bind("leads", leads.toArray(UUID[]::new))
                .map(row -> Map.entry(required(row, "lead_id", UUID.class), required(row, "verdict", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}

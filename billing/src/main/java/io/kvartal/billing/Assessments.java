package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.ReceiptJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Verdicts with their receipts: rows are added, the newest of a contact counts. */
final class Assessments {
    /** @param receipt as stored, to be compared as text */
    record Current(UUID id, int seq, String receipt) {}

    Mono<Map<UUID, Current>> current(DatabaseClient db, TenantId tenant, Collection<UUID> contacts) {
        return db.sql("""
            select distinct on (contact_id) contact_id, id, seq, receipt from billing.assessment
            where tenant_id = :tenant and contact_id = any(:contacts) order by contact_id, seq desc\
            """)
                .bind("tenant", tenant.value())
                .bind("contacts", contacts.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        required(row, "contact_id", UUID.class),
                        new Current(
                                required(row, "id", UUID.class),
                                required(row, "seq", Integer.class),
                                required(row, "receipt", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<UUID> insert(DatabaseClient db, TenantId tenant, UUID lead, int seq, Receipt receipt, Instant now) {
        var id = Ids.next();
        var facts = receipt.facts();
        return db.sql("""
            insert into billing.assessment (tenant_id, id, contact_id, seq, lead_id, verdict, billable, rule, rule_set,
                contract_id, contract_version, vendor_differs, contact_at, receipt, assessed_at)
            values (:tenant, :id, :contact, :seq, :lead, :verdict, :billable, :rule, :ruleSet, :contract, :version,
                :differs, :at, :receipt, :now)\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("contact", facts.contact())
                .bind("seq", seq)
                .bind("lead", lead)
                .bind("verdict", receipt.verdict().code())
                .bind("billable", receipt.verdict().billable())
                .bind("rule", receipt.rule())
                .bind("ruleSet", receipt.ruleSet())
                .bind("contract", receipt.contract().value())
                .bind("version", receipt.contractVersion())
                .bind("differs", receipt.vendorDiffers())
                .bind("at", facts.at())
                .bind("receipt", ReceiptJson.write(receipt))
                .bind("now", now)
                .then()
                .thenReturn(id);
    }

    Mono<Receipt> byId(DatabaseClient db, TenantId tenant, UUID assessment) {
        return db.sql("select receipt from billing.assessment where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", assessment)
                .map(row -> ReceiptJson.receipt(required(row, "receipt", String.class)))
                .one();
    }

    /** The billable contact of the lead, else its last one. */
    Mono<Receipt> ofLead(DatabaseClient db, TenantId tenant, UUID lead) {
        return db.sql("""
            select receipt from (
                select distinct on (contact_id) contact_id, lead_id, billable, contact_at, receipt from billing.assessment
                where tenant_id = :tenant and contact_id in (
                    select contact_id from billing.assessment where tenant_id = :tenant and lead_id = :lead)
                order by contact_id, seq desc) newest
            where lead_id = :lead order by billable desc, contact_at desc, contact_id limit 1\
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .map(row -> ReceiptJson.receipt(required(row, "receipt", String.class)))
                .one();
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

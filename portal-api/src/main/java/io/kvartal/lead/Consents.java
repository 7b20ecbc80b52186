package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The consent ledger, {@code lead.consent}. A consent given twice is two rows; one that is taken back closes all of its kind. */
@Repository
class Consents {

    Mono<Void> give(
            DatabaseClient db,
            StoredLead lead,
            ConsentPurpose purpose,
            String textVersion,
            String channel,
            String evidence,
            Instant at) {
        var insert = db.sql("""
            insert into lead.consent (tenant_id, id, lead_id, person, purpose, text_version, channel, evidence, given_at)
            values (:tenant, :id, :lead, :person, :purpose, :version, :channel, :evidence, :at)
            """)
                .bind("tenant", lead.tenant().value())
                .bind("id", Ids.next())
                .bind("lead", lead.id().value())
                .bind("purpose", purpose.code())
                .bind("version", textVersion)
                .bind("channel", channel)
                .bind("evidence", evidence)
                .bind("at", at);
        return Sql.bind(insert, "person", lead.person(), byte[].class).then();
    }

    /** @return how many were open: 0 means there was nothing to take back */
    Mono<Long> withdraw(DatabaseClient db, StoredLead lead, ConsentPurpose purpose, Instant at) {
        return db.sql("""
            update lead.consent set revoked_at = greatest(:at, given_at)
             where tenant_id = :tenant and lead_id = :lead and purpose = :purpose and revoked_at is null
            """)
                .bind("at", at)
                .bind("tenant", lead.tenant().value())
                .bind("lead", lead.id().value())
                .bind("purpose", purpose.code())
                .fetch()
                .rowsUpdated();
    }

    Mono<Boolean> isGiven(DatabaseClient db, StoredLead lead, ConsentPurpose purpose) {
        return db.sql("""
            select exists (select 1 from lead.consent
                            where tenant_id = :tenant and lead_id = :lead and purpose = :purpose and revoked_at is null) as given
            """)
                .bind("tenant", lead.tenant().value())
                .bind("lead", lead.id().value())
                .bind("purpose", purpose.code())
                .map(row -> must(row, "given", Boolean.class))
                .one();
    }

    /** Oldest first. */
    Mono<List<LeadCard.Consent>> of(DatabaseClient db, TenantId tenant, LeadId lead) {
        return db.sql("""
            select purpose, text_version, channel, given_at, revoked_at from lead.consent
             where tenant_id = :tenant and lead_id = :lead order by given_at, id
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(row -> new LeadCard.Consent(
                        must(row, "purpose", String.class),
                        must(row, "text_version", String.class),
                        must(row, "channel", String.class),
                        must(row, "given_at", Instant.class),
                        row.get("revoked_at", Instant.class)))
                .all()
                .collectList();
    }
}

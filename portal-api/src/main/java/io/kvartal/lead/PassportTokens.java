package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code lead.passport}. A token has 128 random bits; only its hash is kept, so a stolen database opens no passport. */
@Repository
class PassportTokens {
    private static final Duration LIFE = Duration.ofDays(180);
    private static final int TOKEN_BYTES = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PassportTokens(Clock clock) {
        this.clock = clock;
    }

    /** @param about the lead and the form; null for a quarantined request, of which nothing else is known */
    record Entry(@Nullable Subject about, @Nullable UUID quarantined, Instant promisedBy, Instant createdAt) {}

    record Subject(TenantId tenant, LeadId lead, ContactId contact) {}

    /** @return the token, never to be seen again */
    Mono<String> issue(DatabaseClient db, Subject about, Instant promisedBy) {
        return issue(db, new Entry(about, null, promisedBy, clock.instant()));
    }

    Mono<String> issueForQuarantined(DatabaseClient db, UUID quarantined, Instant promisedBy) {
        return issue(db, new Entry(null, quarantined, promisedBy, clock.instant()));
    }

    private Mono<String> issue(DatabaseClient db, Entry entry) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var about = entry.about();
        var insert = db.sql("""
            insert into lead.passport (token_hash, developer_id, lead_id, contact_id, quarantine_id, promised_by, created_at,
                expires_at)
            values (:hash, :developer, :lead, :contact, :quarantined, :by, :now, :expires)
            """)
                .bind("hash", hash(token))
                .bind("by", entry.promisedBy())
                .bind("now", entry.createdAt())
                .bind("expires", entry.createdAt().plus(LIFE));
        insert = Sql.bind(
                insert, "developer", about == null ? null : about.tenant().value(), UUID.class);
        insert = Sql.bind(insert, "lead", about == null ? null : about.lead().value(), UUID.class);
        insert = Sql.bind(
                insert, "contact", about == null ? null : about.contact().value(), UUID.class);
        insert = Sql.bind(insert, "quarantined", entry.quarantined(), UUID.class);
        return insert.then().thenReturn(token);
    }

    /** @throws Problem.NotFound (as an error signal) when nobody was given this token, or too long ago */
    Mono<Entry> find(DatabaseClient db, String token) {
        return db.sql("""
            select developer_id, lead_id, contact_id, quarantine_id, promised_by, created_at from lead.passport
             where token_hash = :hash and expires_at > :now
            """)
                .bind("hash", hash(token))
                .bind("now", clock.instant())
                .map(PassportTokens::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("request")));
    }

    private static Entry read(Readable row) {
        var developer = row.get("developer_id", UUID.class);
        return new Entry(
                developer == null
                        ? null
                        : new Subject(
                                new TenantId(developer),
                                new LeadId(must(row, "lead_id", UUID.class)),
                                new ContactId(must(row, "contact_id", UUID.class))),
                row.get("quarantine_id", UUID.class),
                must(row, "promised_by", Instant.class),
                must(row, "created_at", Instant.class));
    }

    static byte[] hash(String token) {
        return Sha256.of(token);
    }
}

package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.platform.Pii;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code lead.quarantine}: requests that look like a robot's, kept for a person to look at. */
@Repository
class Quarantine {
    private final Pii pii;

    Quarantine(Pii pii) {
        this.pii = pii;
    }

    record Held(
            String complex,
            @Nullable String name,
            PhoneNumber phone,
            @Nullable String message,
            Instant receivedAt) {}

    Mono<UUID> hold(DatabaseClient db, UUID complex, LeadForm form, PhoneNumber phone, String reason, Instant at) {
        var id = Ids.next();
        var insert = db.sql("""
            insert into lead.quarantine (id, complex_id, complex, person, phone_enc, name, message, reason, received_at)
            values (:id, :complexId, :complex, :person, :phone, :name, :message, :reason, :at)
            """)
                .bind("id", id)
                .bind("complexId", complex)
                .bind("complex", form.complex())
                .bind("person", pii.fingerprint(phone))
                .bind("phone", pii.seal(phone))
                .bind("reason", reason)
                .bind("at", at);
        insert = Sql.bind(insert, "name", form.name(), String.class);
        return Sql.bind(insert, "message", form.message(), String.class).then().thenReturn(id);
    }

    Mono<Held> get(DatabaseClient db, UUID id) {
        return db.sql("select complex, name, phone_enc, message, received_at from lead.quarantine where id = :id")
                .bind("id", id)
                .map(row -> new Held(
                        must(row, "complex", String.class),
                        row.get("name", String.class),
                        pii.openPhone(must(row, "phone_enc", byte[].class)),
                        row.get("message", String.class),
                        must(row, "received_at", Instant.class)))
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("request")));
    }
}

package io.kvartal.catalogue.content;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.content.Inaccuracy.Subject;
import io.kvartal.platform.Audit;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What readers report and what came of it. */
@Service
public class Inaccuracies {
    private static final int SHOWN = 100;

    private final TenantTx tx;
    private final Audit audit;
    private final Clock clock;

    Inaccuracies(TenantTx tx, Audit audit, Clock clock) {
        this.tx = tx;
        this.audit = audit;
        this.clock = clock;
    }

    public Mono<Void> report(ComplexId complex, Subject subject, String comment, Lang lang) {
        return tx.portal(db -> db.sql("""
            insert into catalogue.inaccuracy (id, complex_id, subject, comment, lang, reported_at, state)
            values (:id, :complex, :subject, :comment, :lang, :at, 'OPEN')\
            """)
                .bind("id", Ids.next())
                .bind("complex", complex.value())
                .bind("subject", subject.name())
                .bind("comment", comment)
                .bind("lang", lang.code())
                .bind("at", clock.instant())
                .then());
    }

    /** The open ones from the oldest, or the resolved ones from the newest; at most 100. */
    public Mono<List<Inaccuracy>> list(boolean open) {
        return tx.portal(db -> db.sql("""
            select i.id, c.slug, c.name, i.subject, i.comment, i.reported_at, i.answer, i.answered_by, i.answered_at
            from catalogue.inaccuracy i join catalogue.complex c on c.id = i.complex_id where i.state = :state
            order by case when i.state = 'OPEN' then i.reported_at end, i.answered_at desc limit :shown\
            """)
                .bind("state", open ? "OPEN" : "RESOLVED")
                .bind("shown", SHOWN)
                .map(Inaccuracies::inaccuracy)
                .all()
                .collectList());
    }

    /** @throws Problem.Conflict when somebody has answered already */
    public Mono<Void> resolve(UUID id, String answer, String actor) {
        return tx.portal(db -> db.sql("""
            update catalogue.inaccuracy set state = 'RESOLVED', answer = :answer, answered_by = :actor, answered_at = :at
            where id = :id and state = 'OPEN'\
            """)
                .bind("id", id)
                .bind("answer", answer)
                .bind("actor", actor)
                .bind("at", clock.instant())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("inaccuracy-answered")))
                .flatMap(rows -> audit.record(db, actor, "inaccuracy.resolved", id.toString(), Map.of())));
    }

    private static Inaccuracy inaccuracy(Readable row) {
        return new Inaccuracy(
                Sql.required(row, "id", UUID.class),
                Sql.required(row, "slug", String.class),
                Sql.required(row, "name", String.class),
                Subject.valueOf(Sql.required(row, "subject", String.class)),
                Sql.required(row, "comment", String.class),
                Sql.required(row, "reported_at", Instant.class),
                row.get("answer", String.class),
                row.get("answered_by", String.class),
                row.get("answered_at", Instant.class));
    }
}

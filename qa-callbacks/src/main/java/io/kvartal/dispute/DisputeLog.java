package io.kvartal.dispute;

import io.kvartal.dispute.DisputeView.Remark;
import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.dispute.DisputeView.Step;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code dispute.step} and {@code dispute.remark}. */
@Component
class DisputeLog {
    Mono<Void> step(
            DatabaseClient db,
            Dispute dispute,
            String act,
            DisputeState state,
            String actor,
            @Nullable String note,
            Instant now) {
        var insert = db.sql("""
            insert into dispute.step (tenant_id, id, dispute_id, at, actor, act, state, note)
            values (:tenant, :id, :dispute, :now, :actor, :act, :state, :note)
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("id", Ids.next())
                .bind("dispute", dispute.id().value())
                .bind("now", now)
                .bind("actor", actor)
                .bind("act", act)
                .bind("state", state.name());
        return Sql.bind(insert, "note", note, String.class).then();
    }

    Mono<Void> remark(
            DatabaseClient db, Dispute dispute, Side side, String author, int second, String text, Instant now) {
        return db.sql("""
            insert into dispute.remark (tenant_id, id, dispute_id, at, side, author, second, body)
            values (:tenant, :id, :dispute, :now, :side, :author, :second, :text)
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("id", Ids.next())
                .bind("dispute", dispute.id().value())
                .bind("now", now)
                .bind("side", side.name())
                .bind("author", author)
                .bind("second", second)
                .bind("text", text)
                .then();
    }

    Mono<DisputeView> view(DatabaseClient db, Dispute dispute) {
        return steps(db, dispute)
                .flatMap(steps -> remarks(db, dispute).map(remarks -> new DisputeView(dispute, steps, remarks)));
    }

    private static Mono<List<Step>> steps(DatabaseClient db, Dispute dispute) {
        return db.sql("""
            select at, actor, act, state, note from dispute.step
            where tenant_id = :tenant and dispute_id = :dispute order by at, id
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("dispute", dispute.id().value())
                .map(row -> new Step(
                        row.get("at", Instant.class),
                        row.get("actor", String.class),
                        row.get("act", String.class),
                        DisputeState.valueOf(row.get("state", String.class)),
                        row.get("note", String.class)))
                .all()
                .collectList();
    }

    private static Mono<List<Remark>> remarks(DatabaseClient db, Dispute dispute) {
        return db.sql("""
            select at, side, author, second, body from dispute.remark
            where tenant_id = :tenant and dispute_id = :dispute order by second, at
            """)
                .bind("tenant", dispute.tenant().value())
                .bind("dispute", dispute.id().value())
                .map(row -> new Remark(
                        row.get("at", Instant.class),
                        Side.valueOf(row.get("side", String.class)),
                        row.get("author", String.class),
                        row.get("second", Integer.class),
                        row.get("body", String.class)))
                .all()
                .collectList();
    }
}

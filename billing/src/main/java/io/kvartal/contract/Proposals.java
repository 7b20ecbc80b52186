package io.kvartal.contract;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of contract.draft. */
final class Proposals {
    private static final String COLUMNS = """
        tenant_id, id, version, state, content, note, author, author_name, created_at, editor, editor_name, edited_at,
        closed_by, closed_by_name, closed_at, contract\
        """;

    /** Empty when there is none. */
    Mono<Proposal> open(DatabaseClient db, TenantId tenant) {
        return db.sql("select " + COLUMNS + " from contract.draft where tenant_id = :tenant and state = 'OPEN'")
                .bind("tenant", tenant.value())
                .map(Proposals::proposal)
                .one();
    }

    /** Newest first. */
    Mono<List<Proposal>> all(DatabaseClient db, TenantId tenant) {
        return db.sql("select " + COLUMNS + " from contract.draft where tenant_id = :tenant order by id desc")
                .bind("tenant", tenant.value())
                .map(Proposals::proposal)
                .all()
                .collectList();
    }

    Mono<List<Proposal>> allOpen(DatabaseClient db) {
        return db.sql("select " + COLUMNS + " from contract.draft where state = 'OPEN' order by edited_at")
                .map(Proposals::proposal)
                .all()
                .collectList();
    }

    /** @return false when another draft of the tenant is open */
    Mono<Boolean> insert(DatabaseClient db, Proposal draft) {
        return db.sql("""
            insert into contract.draft (tenant_id, id, version, state, content, note, author, author_name, created_at,
                editor, editor_name, edited_at)
            values (:tenant, :id, :version, 'OPEN', :content, :note, :author, :authorName, :createdAt,
                :editor, :editorName, :editedAt)
            on conflict (tenant_id) where state = 'OPEN' do nothing\
            """)
                .bind("tenant", draft.tenant().value())
                .bind("id", draft.id().value())
                .bind("version", draft.version())
                .bind("content", ContractJson.write(draft.content()))
                .bind("note", draft.note())
                .bind("author", draft.author().id())
                .bind("authorName", draft.author().name())
                .bind("createdAt", draft.createdAt())
                .bind("editor", draft.editor().id())
                .bind("editorName", draft.editor().name())
                .bind("editedAt", draft.editedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @return false when somebody saved after the edit began */
    Mono<Boolean> update(DatabaseClient db, Proposal draft) {
        return db.sql("""
            update contract.draft
            set version = :version, content = :content, note = :note, editor = :editor, editor_name = :editorName,
                edited_at = :editedAt
            where tenant_id = :tenant and id = :id and version = :version - 1 and state = 'OPEN'\
            """)
                .bind("tenant", draft.tenant().value())
                .bind("id", draft.id().value())
                .bind("version", draft.version())
                .bind("content", ContractJson.write(draft.content()))
                .bind("note", draft.note())
                .bind("editor", draft.editor().id())
                .bind("editorName", draft.editor().name())
                .bind("editedAt", draft.editedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @return false when it was changed or closed meanwhile */
    Mono<Boolean> close(
            DatabaseClient db, Proposal draft, Proposal.State state, Person by, Instant at, @Nullable ContractId made) {
        var update = db.sql("""
            update contract.draft
            set state = :state, closed_by = :by, closed_by_name = :byName, closed_at = :at, contract = :contract
            where tenant_id = :tenant and id = :id and version = :version and state = 'OPEN'\
            """)
                .bind("tenant", draft.tenant().value())
                .bind("id", draft.id().value())
                .bind("version", draft.version())
                .bind("state", state.name())
                .bind("by", by.id())
                .bind("byName", by.name())
                .bind("at", at);
        return Sql.bind(update, "contract", made == null ? null : made.value(), UUID.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Proposal proposal(Readable row) {
        var closedBy = row.get("closed_by", String.class);
        var contract = row.get("contract", UUID.class);
        return new Proposal(
                new DraftId(required(row, "id", UUID.class)),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "version", Integer.class),
                Proposal.State.valueOf(text(row, "state")),
                ContractJson.draft(text(row, "content")),
                text(row, "note"),
                new Person(text(row, "author"), text(row, "author_name")),
                required(row, "created_at", Instant.class),
                new Person(text(row, "editor"), text(row, "editor_name")),
                required(row, "edited_at", Instant.class),
                closedBy == null ? null : new Person(closedBy, text(row, "closed_by_name")),
                row.get("closed_at", Instant.class),
                contract == null ? null : new ContractId(contract));
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }
}

package io.kvartal.contract;

import io.kvartal.platform.Audit;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Drafts of next versions: written by one person, approved by another. */
@Component
public final class ContractDrafts {
    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final Contracts contracts;
    private final Proposals proposals = new Proposals();

    ContractDrafts(TenantTx tx, Clock clock, Audit audit, Contracts contracts) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.contracts = contracts;
    }

    public Mono<Optional<Proposal>> open(TenantId tenant) {
        return tx.in(tenant, db -> proposals.open(db, tenant)).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** Open, approved and discarded ones, newest first. */
    public Mono<List<Proposal>> all(TenantId tenant) {
        return tx.in(tenant, db -> proposals.all(db, tenant));
    }

    /** Of all tenants; who waits longest comes first. */
    public Mono<List<Proposal>> allOpen(StaffAccess who) {
        return tx.staff(who, proposals::allOpen);
    }

    /**
     * Stores the draft, the first time or anew. The same content and note again is no edit: whoever only looked may still approve.
     *
     * @param edited the version that the edit began from; 0 when there was no draft
     * @throws Problem.Invalid with a sentence for each field
     * @throws Problem.Conflict {@code contract-draft-changed} when somebody else saved, closed or began it meanwhile
     */
    public Mono<Proposal> save(TenantId tenant, int edited, ContractDraft content, String note, Person editor) {
        return tx.in(tenant, db -> contracts
                .history(tenant)
                .doOnNext(history -> DraftCheck.require(content, newest(history), today(content)))
                .then(open(tenant))
                .flatMap(open -> store(db, tenant, open.orElse(null), edited, content, note, editor)));
    }

    private Mono<Proposal> store(
            DatabaseClient db,
            TenantId tenant,
            @Nullable Proposal open,
            int edited,
            ContractDraft content,
            String note,
            Person editor) {
        if (edited != (open == null ? 0 : open.version())) {
            return Mono.error(changed(open));
        }
        if (open != null && open.content().equals(content) && open.note().equals(note)) {
            return Mono.just(open);
        }
        var now = clock.instant();
        var next = new Proposal(
                open == null ? DraftId.next() : open.id(),
                tenant,
                edited + 1,
                Proposal.State.OPEN,
                content,
                note,
                open == null ? editor : open.author(),
                open == null ? now : open.createdAt(),
                editor,
                now,
                null,
                null,
                null);
        var stored = open == null ? proposals.insert(db, next) : proposals.update(db, next);
        return stored.flatMap(done ->
                        done ? record(db, editor, "contract-draft-saved", next, Map.of()) : Mono.error(changed(null)))
                .thenReturn(next);
    }

    /** It stays readable. @throws Problem.NotFound when none is open */
    public Mono<Proposal> discard(TenantId tenant, int edited, Person by) {
        return tx.in(tenant, db -> required(tenant, edited).flatMap(draft -> proposals
                .close(db, draft, Proposal.State.DISCARDED, by, clock.instant(), null)
                .flatMap(done ->
                        done ? record(db, by, "contract-draft-discarded", draft, Map.of()) : Mono.error(changed(null)))
                .thenReturn(draft)));
    }

    /**
     * Makes the draft the next version.
     *
     * @param edited the version that the approver has read
     * @throws Problem.Forbidden {@code contract-own-draft} for whoever edited it last
     * @throws Problem.Invalid when it can no longer be signed, because its first day has passed
     */
    public Mono<Contract> approve(TenantId tenant, int edited, Person by) {
        return tx.in(tenant, db -> required(tenant, edited).flatMap(draft -> {
            if (!draft.mayBeApprovedBy(by.id())) {
                return Mono.error(new Problem.Forbidden("contract-own-draft"));
            }
            return contracts
                    .history(tenant)
                    .doOnNext(history -> DraftCheck.require(draft.content(), newest(history), today(draft.content())))
                    .then(Mono.defer(() -> contracts.sign(tenant, draft.content(), by.id())))
                    .flatMap(signed -> proposals
                            .close(db, draft, Proposal.State.APPROVED, by, clock.instant(), signed.id())
                            .flatMap(done -> done
                                    ? record(
                                            db,
                                            by,
                                            "contract-draft-approved",
                                            draft,
                                            Map.of("contract", signed.id().toString()))
                                    : Mono.error(changed(null)))
                            .thenReturn(signed));
        }));
    }

    private Mono<Proposal> required(TenantId tenant, int edited) {
        return open(tenant).map(found -> {
            var draft = found.orElseThrow(() -> new Problem.NotFound("contract draft"));
            if (draft.version() != edited) {
                throw changed(draft);
            }
            return draft;
        });
    }

    private Mono<Void> record(DatabaseClient db, Person by, String action, Proposal draft, Map<String, String> more) {
        var detail = new HashMap<String, Object>(more);
        detail.put("draft", draft.id().toString());
        detail.put("version", draft.version());
        return audit.record(db, by.id(), action, "tenant " + draft.tenant(), detail);
    }

    private LocalDate today(ContractDraft content) {
        return content.hours().dateOf(clock.instant());
    }

    private static @Nullable Contract newest(List<Contract> history) {
        return history.isEmpty() ? null : history.getFirst();
    }

    private static Problem.Conflict changed(@Nullable Proposal open) {
        return open == null
                ? new Problem.Conflict("contract-draft-gone")
                : new Problem.Conflict("contract-draft-changed", open.editor().name());
    }
}

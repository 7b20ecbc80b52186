package io.kvartal.contract;

import io.kvartal.platform.Audit;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Contracts of all tenants, by version. */
@Component
public final class Contracts {
    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final Versions versions = new Versions();

    Contracts(TenantTx tx, Clock clock, Audit audit) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
    }

    /** @throws Problem.NotFound when the tenant had none then */
    public Mono<Contract> inForce(TenantId tenant, Instant at) {
        return history(tenant).map(versions -> inForce(versions, at));
    }

    /** Chooses among all versions of one tenant. @throws Problem.NotFound when none was in force */
    public static Contract inForce(List<Contract> history, Instant at) {
        return history.stream()
                .filter(version -> version.inForce(at))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("contract"));
    }

    /** Newest version first. */
    public Mono<List<Contract>> history(TenantId tenant) {
        return tx.in(tenant, db -> versions.history(db, tenant));
    }

    public Mono<List<Contract>> allInForce(StaffAccess who, Instant at) {
        return tx.staff(who, db -> versions.allInForce(db, at));
    }

    /** Every version of every tenant, by tenant and newest first. */
    public Mono<List<Contract>> all(StaffAccess who) {
        return tx.staff(who, versions::all);
    }

    /** Every tenant that ever signed. */
    public Mono<List<TenantId>> tenants(StaffAccess who) {
        return tx.staff(who, versions::tenants);
    }

    /** Every tenant that ever signed for a person to be paid for once on the whole portal. */
    public Mono<List<TenantId>> portalWide(StaffAccess who) {
        return tx.staff(who, versions::portalWide);
    }

    /**
     * The next version; it closes the one before on its own first day.
     *
     * @throws Problem.Invalid when it would begin before today or before the version in force: what was judged stays judged
     */
    public Mono<Contract> sign(TenantId tenant, ContractDraft draft, String actor) {
        return tx.in(tenant, db -> versions.lock(db, tenant)
                .then(versions.history(db, tenant))
                .flatMap(history -> store(db, tenant, draft, history, actor)));
    }

    private Mono<Contract> store(
            DatabaseClient db, TenantId tenant, ContractDraft draft, List<Contract> history, String actor) {
        var now = clock.instant();
        var next = next(tenant, draft, history, now, actor);
        var closing =
                history.isEmpty() ? Mono.<Void>empty() : versions.close(db, history.getFirst(), draft.validFrom());
        return closing.then(versions.insert(db, next))
                .then(audit.record(
                        db,
                        actor,
                        "contract-signed",
                        "tenant " + tenant,
                        Map.of(
                                "contract", next.id().toString(),
                                "version", next.version(),
                                "model", next.model().name(),
                                "validFrom", next.validFrom().toString())))
                .thenReturn(next);
    }

    private static Contract next(
            TenantId tenant, ContractDraft draft, List<Contract> history, Instant now, String actor) {
        if (history.isEmpty()) {
            return Contract.of(draft, ContractId.next(), tenant, 1, now, actor);
        }
        var last = history.getFirst();
        if (!draft.validFrom().isAfter(last.validFrom())) {
            throw new Problem.Invalid(
                    "/validFrom", "contract-before-last", last.validFrom().toString());
        }
        if (draft.validFrom().isBefore(draft.hours().dateOf(now))) {
            throw new Problem.Invalid("/validFrom", "contract-in-the-past");
        }
        return Contract.of(draft, ContractId.next(), tenant, last.version() + 1, now, actor);
    }
}

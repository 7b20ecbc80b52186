package io.kvartal.mortgage;

import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The programmes that are in force, and their versions. */
@Service
public class Mortgages {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final ObjectProvider<ProgrammesListener> listeners;

    Mortgages(TenantTx tx, Clock clock, Audit audit, ObjectProvider<ProgrammesListener> listeners) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.listeners = listeners;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** Today's programmes, the cheapest money first. */
    public Mono<List<Programme>> inForce() {
        return inForce(today());
    }

    public Mono<List<Programme>> inForce(LocalDate on) {
        return tx.portal(db -> StoredProgrammes.inForce(db, on));
    }

    /** @throws Problem.NotFound when no such programme is in force today */
    public Mono<Programme> programme(String code) {
        return inForce()
                .flatMap(all -> Mono.justOrEmpty(
                        all.stream().filter(p -> p.code().equals(code)).findFirst()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("programme")));
    }

    /** Every version of every programme, past and to come; of one programme the newest first. */
    public Mono<List<Programme>> versions() {
        return tx.portal(StoredProgrammes::all);
    }

    /**
     * A programme changes from a day on: the version before it ends the day before, and nothing of it changes. A code that is not known yet is a new
     * programme.
     *
     * @throws Problem.Conflict when there is a version from that day on or later
     */
    public Mono<Void> change(Programme next, String actor) {
        return tx.<Void>portal(db -> StoredProgrammes.add(db, next, actor)
                        .filter(added -> added)
                        .switchIfEmpty(Mono.error(() -> new Problem.Conflict("programme-has-newer-version")))
                        .then(audit.record(
                                db,
                                actor,
                                "programme-changed",
                                next.code(),
                                Map.of("from", next.validFrom().toString()))))
                .then(tell());
    }

    /** The terms were compared with their source today. @throws Problem.NotFound for a programme that is over */
    public Mono<Void> checked(String code, String actor) {
        return tx.<Void>portal(db -> StoredProgrammes.checked(db, code, today())
                        .filter(versions -> versions > 0)
                        .switchIfEmpty(Mono.error(() -> new Problem.NotFound("programme")))
                        .then(audit.record(db, actor, "programme-checked", code, Map.of())))
                .then(tell());
    }

    /** Raised by every change. */
    public Mono<Long> revision() {
        return tx.portal(StoredProgrammes::revision);
    }

    private Mono<Void> tell() {
        return Flux.defer(() -> Flux.fromStream(listeners.orderedStream()))
                .concatMap(ProgrammesListener::changed)
                .then();
    }
}

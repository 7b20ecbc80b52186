package io.kvartal.mortgage;

import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The programmes that are in force, and their versions. */
@Service
public class Mortgages {
    private final TenantTx tx;
    private final Audit audit;
    private final ProgrammesToday programmes;

    Mortgages(TenantTx tx, Audit audit, ProgrammesToday programmes) {
        this.tx = tx;
        this.audit = audit;
        this.programmes = programmes;
    }

    /**
     * @param revision raised by every change of a programme
     * @param programmes in force, the cheapest money first
     */
    public record Today(LocalDate date, long revision, List<Programme> programmes) {}

    public LocalDate today() {
        return programmes.date();
    }

    /** From memory; the same object until the day or a programme changes. */
    public Mono<Today> ofToday() {
        return programmes.get();
    }

    /** Today's programmes, the cheapest money first. */
    public Mono<List<Programme>> inForce() {
        return ofToday().map(Today::programmes);
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
                .then(programmes.load())
                .then();
    }

    /** The terms were compared with their source today. @throws Problem.NotFound for a programme that is over */
    public Mono<Void> checked(String code, String actor) {
        return tx.<Void>portal(db -> StoredProgrammes.checked(db, code, today())
                        .filter(versions -> versions > 0)
                        .switchIfEmpty(Mono.error(() -> new Problem.NotFound("programme")))
                        .then(audit.record(db, actor, "programme-checked", code, Map.of())))
                .then(programmes.load())
                .then();
    }
}

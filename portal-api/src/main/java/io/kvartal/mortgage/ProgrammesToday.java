package io.kvartal.mortgage;

import io.kvartal.mortgage.Mortgages.Today;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The lending programmes in force, kept in memory for the day. A change that this process makes is in place when it is over; of one made by another
 * process a job hears within seconds.
 */
@Component
class ProgrammesToday {
    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final TenantTx tx;
    private final Clock clock;
    private volatile @Nullable Today known;

    ProgrammesToday(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    Mono<Today> get() {
        return Mono.defer(() -> {
            var today = known;
            return today != null && today.date().equals(date()) ? Mono.just(today) : load();
        });
    }

    /** The revision first: programmes that change in between are read again for it. */
    Mono<Today> load() {
        return Mono.defer(() -> {
            var date = date();
            return tx.portal(db -> StoredProgrammes.revision(db).flatMap(revision -> StoredProgrammes.inForce(db, date)
                            .map(programmes -> new Today(date, revision, programmes))))
                    .doOnNext(read -> known = read);
        });
    }

    /** Loads what another process has changed. */
    Mono<Void> refresh() {
        return tx.portal(StoredProgrammes::revision)
                .filter(this::isChanged)
                .flatMap(newer -> load())
                .then();
    }

    private boolean isChanged(long revision) {
        var today = known;
        return today != null && today.revision() != revision;
    }
}

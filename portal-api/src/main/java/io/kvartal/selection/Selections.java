package io.kvartal.selection;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.platform.TenantTx;
import io.kvartal.selection.Addition.Added;
import io.kvartal.selection.Addition.Full;
import io.kvartal.visitor.VisitorId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The lists of browsers. */
@Service
public class Selections {
    private static final Duration KEEP = Duration.ofDays(365);

    private final TenantTx tx;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Selections(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    public Mono<Selection> of(VisitorId visitor) {
        return tx.portal(db -> StoredSelections.of(db, visitor));
    }

    /** @throws io.kvartal.shared.Problem.NotFound when no list has this link, or has it no longer */
    public Mono<Selection> shared(String share) {
        return tx.portal(db -> StoredSelections.shared(db, share));
    }

    /** Adding twice is adding once. */
    public Mono<Addition> add(VisitorId visitor, ListKind kind, ComplexId complex) {
        return tx.portal(db -> StoredSelections.own(db, visitor, link(), clock.instant())
                .then(StoredSelections.room(db, visitor, kind, complex))
                .flatMap(room -> room
                        ? StoredSelections.add(db, visitor, kind, complex, clock.instant())
                                .thenReturn(new Added())
                        : Mono.just(new Full(kind.limit()))));
    }

    /** Removing what is not there changes nothing. */
    public Mono<Void> remove(VisitorId visitor, ListKind kind, ComplexId complex) {
        return tx.portal(db -> StoredSelections.remove(db, visitor, kind, complex, clock.instant()));
    }

    Mono<Boolean> carry(VisitorId from, VisitorId to) {
        return tx.portal(db -> StoredSelections.carry(db, from, to));
    }

    Mono<Long> deleteOld() {
        return tx.portal(db -> StoredSelections.deleteOlder(db, clock.instant().minus(KEEP)));
    }

    /** 128 random bits, fit for an address. */
    private String link() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

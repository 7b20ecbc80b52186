package io.kvartal.call;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.number.Confidence;
import io.kvartal.number.Numbers;
import io.kvartal.number.Resolution;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.Pii;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.Touch;
import io.kvartal.visitor.Visitors;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The end of a call: whose it is, which visit earned it, and its row, its recording and its lead in one transaction. */
@Component
class CallFinisher {
    private static final Pattern COMPLEX_PAGE = Pattern.compile(".*/zhk[/-]([a-z0-9-]+)/?(?:[?#].*)?");

    private final TenantTx tx;
    private final Numbers numbers;
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Desk desk;

    /** What a finished call is handed to. */
    @Component
    static class Desk {
        private final ObjectProvider<CallSink> sinks;
        private final Recordings recordings;
        private final Outbox outbox;
        private final Pii pii;

        Desk(ObjectProvider<CallSink> sinks, Recordings recordings, Outbox outbox, Pii pii) {
            this.sinks = sinks;
            this.recordings = recordings;
            this.outbox = outbox;
            this.pii = pii;
        }
    }

    CallFinisher(TenantTx tx, Numbers numbers, Catalogue catalogue, Visitors visitors, Desk desk) {
        this.tx = tx;
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.desk = desk;
    }

    private record Owner(Complex complex, Resolution how) {}

    Mono<Void> finish(DatabaseClient db, Inbox.Row row, Inbox.Session session, Assembly facts) {
        var startedAt = facts.startedAt(row.receivedAt());
        return owner(facts, startedAt)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(owner -> owner.isEmpty()
                        ? unattributed(db, session, facts, startedAt)
                        : touch(owner.get(), startedAt)
                                .flatMap(touch -> attributed(
                                        db, row, session, facts, call(session, facts, owner.get(), touch, startedAt))));
    }

    private Mono<Owner> owner(Assembly facts, Instant at) {
        var line = facts.line();
        var byNumber = line == null
                ? Mono.<Owner>empty()
                : numbers.resolve(line, fingerprint(facts.buyer()), at)
                        .flatMap(how -> how.complex() == null
                                ? Mono.empty()
                                : catalogue.complex(how.complex()).map(complex -> new Owner(complex, how)));
        return byNumber.switchIfEmpty(Mono.defer(() -> byLanding(facts.landing())));
    }

    /** Accounts that do not send our number send the page it stood on. */
    private Mono<Owner> byLanding(@Nullable String landing) {
        var page = landing == null ? null : COMPLEX_PAGE.matcher(landing);
        return page == null || !page.matches()
                ? Mono.empty()
                : catalogue
                        .complex(page.group(1))
                        .map(complex -> new Owner(complex, new Resolution(complex.id(), null, Confidence.STATIC)))
                        .onErrorResume(Problem.NotFound.class, unknown -> Mono.empty());
    }

    private Mono<Optional<Touch>> touch(Owner owner, Instant at) {
        var visitor = owner.how().visitor();
        return visitor == null ? Mono.just(Optional.empty()) : visitors.lastTouch(visitor, at.plus(Numbers.CLOCK_SKEW));
    }

    private static FinishedCall call(
            Inbox.Session session, Assembly facts, Owner owner, Optional<Touch> touch, Instant startedAt) {
        var sure = owner.how().confidence();
        var attribution = touch.map(
                        t -> new Attribution(t.source(), t.medium(), t.campaign(), t.term(), t.page(), sure))
                .orElseGet(() -> new Attribution(
                        facts.source(), facts.medium(), facts.campaign(), facts.term(), facts.landing(), sure));
        return new FinishedCall(
                session.call(),
                owner.complex(),
                facts.direction(),
                facts.buyer(),
                facts.line(),
                owner.how().visitor(),
                attribution,
                startedAt,
                facts.answered(),
                facts.waitSec(),
                facts.talkSec(),
                facts.outcome(),
                facts.vendorTarget(),
                facts.vendorRepeated());
    }

    private Mono<Void> attributed(
            DatabaseClient db, Inbox.Row row, Inbox.Session session, Assembly facts, FinishedCall call) {
        var tenant = call.complex().developer();
        return tx.in(tenant, tenantDb -> StoredCalls.insert(tenantDb, tenant, row, call, desk.pii)
                .then(desk.recordings.expect(tenantDb, tenant, call, row.provider(), facts))
                .then(remember(call))
                .thenMany(Flux.fromStream(desk.sinks::orderedStream).concatMap(sink -> sink.finished(tenant, call)))
                .then(desk.outbox.append(
                        tenantDb,
                        tenant,
                        new CallFinished(call.id(), call.complex().slug(), call.answered(), call.startedAt())))
                .then(Inbox.attributed(db, session.call(), tenant.value())));
    }

    private Mono<Void> remember(FinishedCall call) {
        var caller = fingerprint(call.caller());
        var dialled = call.dialled();
        return caller == null || dialled == null
                ? Mono.empty()
                : numbers.remember(caller, dialled, call.complex().id(), call.visitor(), call.startedAt());
    }

    private Mono<Void> unattributed(DatabaseClient db, Inbox.Session session, Assembly facts, Instant startedAt) {
        var buyer = facts.buyer();
        return Inbox.unattributed(db, session.call(), facts, buyer == null ? null : desk.pii.seal(buyer), startedAt);
    }

    private byte @Nullable [] fingerprint(@Nullable PhoneNumber number) {
        return number == null ? null : desk.pii.fingerprint(number);
    }
}

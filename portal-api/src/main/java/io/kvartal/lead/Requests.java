package io.kvartal.lead;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Unit;
import io.kvartal.catalogue.UnitId;
import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.RoomClass;
import io.kvartal.platform.Pii;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mailer;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.VisitorId;
import io.kvartal.visitor.Visitors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes buyers' requests: checks them, keeps robots apart, knows a repetition from a new request. */
@Component
class Requests {
    /** So long a further request of the same phone about the same complex is the same request. */
    private static final Duration REPEATED = Duration.ofHours(24);

    private final TenantTx tx;
    private final LeadStore store;
    private final Intake intake;
    private final Promises promises;
    private final PassportTokens passports;
    private final Quarantine quarantine;
    private final Viewings viewings;
    private final ViewingLetters letters;
    private final Mailer mailer;
    private final Catalogue catalogue;
    private final Contracts contracts;
    private final Routes routes;
    private final Visitors visitors;
    private final Pii pii;
    private final Clock clock;
    private final Duration human;

    Requests(
            TenantTx tx,
            LeadStore store,
            Intake intake,
            Promises promises,
            PassportTokens passports,
            Quarantine quarantine,
            Viewings viewings,
            ViewingLetters letters,
            Mailer mailer,
            Catalogue catalogue,
            Contracts contracts,
            Routes routes,
            Visitors visitors,
            Pii pii,
            Clock clock,
            @Value("${kvartal.requests.min-fill:PT2S}") Duration human) {
        this.tx = tx;
        this.store = store;
        this.intake = intake;
        this.promises = promises;
        this.passports = passports;
        this.quarantine = quarantine;
        this.viewings = viewings;
        this.letters = letters;
        this.mailer = mailer;
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.routes = routes;
        this.visitors = visitors;
        this.pii = pii;
        this.clock = clock;
        this.human = human;
    }

    /** A request that has passed all checks. */
    private record Checked(
            LeadForm form,
            PhoneNumber phone,
            Complex complex,
            @Nullable Unit unit,
            Touch touch,
            @Nullable ViewingWish viewing) {}

    /** Until when a request sent now would be answered. */
    Mono<Instant> promiseNow(Complex complex) {
        return contracts.inForce(complex.developer(), clock.instant()).flatMap(this::promise);
    }

    private Mono<Instant> promise(Contract contract) {
        return routes.of(contract).map(handling -> promises.by(clock.instant(), handling, contract));
    }

    Mono<RequestAccepted> accept(LeadForm form, @Nullable ViewingWish viewing) {
        return Mono.defer(() -> {
            var phone = PhoneNumber.parse(form.phone());
            form.check(phone.isPresent());
            return check(form, phone.orElseThrow(), viewing).flatMap(this::acceptChecked);
        });
    }

    private Mono<Checked> check(LeadForm form, PhoneNumber phone, @Nullable ViewingWish viewing) {
        return catalogue
                .complex(form.complex())
                .onErrorMap(Problem.NotFound.class, gone -> new Problem.Invalid("/complex", "lead-unknown-complex"))
                .flatMap(complex -> unit(form, complex).flatMap(unit -> attribution(form)
                        .map(from -> new Checked(
                                form,
                                phone,
                                complex,
                                unit.orElse(null),
                                touch(form, phone, complex, unit, from),
                                viewing))))
                .flatMap(checked -> viewing == null
                        ? Mono.just(checked)
                        : viewings.check(
                                        checked.complex().developer(),
                                        checked.complex().id(),
                                        viewing.at())
                                .thenReturn(checked));
    }

    private Mono<Optional<Unit>> unit(LeadForm form, Complex complex) {
        var id = form.unit();
        if (id == null) {
            return Mono.just(Optional.empty());
        }
        return catalogue
                .unit(new UnitId(id))
                .filter(unit -> unit.complex().equals(complex.id()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("unit")))
                .map(Optional::of)
                .onErrorMap(Problem.NotFound.class, gone -> new Problem.Invalid("/unit", "lead-unknown-unit"));
    }

    private Mono<Attribution> attribution(LeadForm form) {
        var visitor = form.evidence().visitor();
        if (visitor == null) {
            return Mono.just(Attribution.UNKNOWN);
        }
        return visitors.lastTouch(new VisitorId(visitor), clock.instant())
                .map(found -> found.map(visit -> new Attribution(
                                visitor,
                                visit.source(),
                                visit.medium(),
                                visit.campaign(),
                                visit.term(),
                                visit.page(),
                                "EXACT"))
                        .orElse(new Attribution(visitor, null, null, null, null, null, "NONE")));
    }

    private Touch touch(
            LeadForm form, PhoneNumber phone, Complex complex, Optional<Unit> unit, Attribution attribution) {
        return new Touch(
                complex,
                StoredContact.Kind.FORM,
                UUID.randomUUID().toString(),
                Channel.FORM,
                clock.instant(),
                phone,
                Touch.Talk.NONE,
                new Touch.Words(form.name(), form.locale(), form.message(), form.preferredTime(), form.unit()),
                unit.map(flat -> RoomClass.of(flat.rooms())).orElse(null),
                Touch.Said.NOTHING,
                attribution);
    }

    private Mono<RequestAccepted> acceptChecked(Checked request) {
        var suspicion = request.form().suspicion(human);
        if (suspicion != null) {
            return hold(request, suspicion);
        }
        var touch = request.touch();
        return tx.in(request.complex().developer(), db -> intake.queueUp(db, touch)
                .then(Mono.defer(() -> earlier(db, request)))
                .flatMap(before -> before.isPresent() ? repeated(db, request, before.get()) : fresh(db, request)));
    }

    private Mono<Optional<StoredContact>> earlier(DatabaseClient db, Checked request) {
        return store.contacts()
                .formSince(
                        db,
                        request.complex().developer(),
                        pii.fingerprint(request.phone()),
                        request.complex().id().value(),
                        clock.instant().minus(REPEATED));
    }

    private Mono<RequestAccepted> fresh(DatabaseClient db, Checked request) {
        return intake.take(db, request.touch()).flatMap(taken -> consents(db, taken.lead(), request)
                .then(visit(db, taken.lead(), request))
                .thenReturn(promised(taken))
                .flatMap(by -> answer(db, request, taken.lead(), taken.contact(), by, false)));
    }

    /** A promise from before stands, but the answer does not show it: it would say that the number is known. */
    private Instant promised(Intake.Taken taken) {
        var given = taken.lead().promisedBy();
        return taken.isNew() && given != null
                ? given
                : promises.by(clock.instant(), taken.lead().handling(), taken.contract());
    }

    /**
     * The buyer who asked before gets the way back to that request. Somebody else who types the same number gets an answer of the
     * same shape about this very form; that the number is known cannot be seen from it.
     */
    private Mono<RequestAccepted> repeated(DatabaseClient db, Checked request, StoredContact before) {
        return store.leads().lock(db, before.tenant(), before.lead()).flatMap(lead -> contracts
                .inForce(lead.tenant(), clock.instant())
                .flatMap(contract -> {
                    var anew = promises.by(clock.instant(), lead.handling(), contract);
                    var same = isSameSender(request, before);
                    if (same && !saysMore(request, before)) {
                        var by = Objects.requireNonNullElse(lead.promisedBy(), anew);
                        return moreConsents(db, lead, request).then(answer(db, request, lead, before.id(), by, true));
                    }
                    return intake.addWords(db, request.touch(), lead).flatMap(contact -> consents(db, lead, request)
                            .then(visit(db, lead, request))
                            .then(answer(db, request, lead, same ? before.id() : contact, anew, same)));
                }));
    }

    private static boolean isSameSender(Checked request, StoredContact before) {
        var visitor = request.form().evidence().visitor();
        return visitor != null && visitor.equals(before.attribution().visitor());
    }

    private static boolean saysMore(Checked request, StoredContact before) {
        var form = request.form();
        return request.viewing() != null
                || (form.message() != null && !form.message().equals(before.message()))
                || (form.preferredTime() != null && !form.preferredTime().equals(before.preferredTime()));
    }

    private Mono<Void> visit(DatabaseClient db, StoredLead lead, Checked request) {
        var wish = request.viewing();
        return wish == null ? Mono.empty() : viewings.book(db, lead, wish.at());
    }

    private Mono<RequestAccepted> answer(
            DatabaseClient db, Checked request, StoredLead lead, ContactId contact, Instant by, boolean repeated) {
        return passports
                .issue(db, new PassportTokens.Subject(lead.tenant(), lead.id(), contact), by)
                .flatMap(token ->
                        writeTo(db, request, token).thenReturn(new RequestAccepted(lead.id(), token, by, repeated)));
    }

    private Mono<Void> writeTo(DatabaseClient db, Checked request, String passport) {
        var wish = request.viewing();
        var email = wish == null ? null : wish.email();
        return wish == null || email == null
                ? Mono.empty()
                : mailer.send(
                        db,
                        letters.booked(
                                email,
                                request.form().locale(),
                                request.complex().name(),
                                wish.at(),
                                passport));
    }

    /** Every consent of this form, also one that was given before: the ledger says what each form agreed to, and its sender sees no older ones. */
    private Mono<Void> consents(DatabaseClient db, StoredLead lead, Checked request) {
        return purposes(request)
                .concatMap(purpose -> give(db, lead, purpose, request))
                .then();
    }

    /** Those that the same form, sent again, adds. */
    private Mono<Void> moreConsents(DatabaseClient db, StoredLead lead, Checked request) {
        return purposes(request)
                .filterWhen(
                        purpose -> store.consents().isGiven(db, lead, purpose).map(given -> !given), 1)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(purpose -> give(db, lead, purpose, request))
                .then();
    }

    private static Flux<ConsentPurpose> purposes(Checked request) {
        return Flux.fromIterable(request.form().consents()).sort().map(code -> ConsentPurpose.of(code)
                .orElseThrow());
    }

    private Mono<Void> give(DatabaseClient db, StoredLead lead, ConsentPurpose purpose, Checked request) {
        var form = request.form();
        var evidence = "address " + form.evidence().address() + ", language "
                + form.locale().code();
        var now = clock.instant();
        return store.consents()
                .give(db, lead, purpose, LeadForm.CONSENT_TEXT, form.evidence().channel(), evidence, now)
                .then(store.timeline()
                        .add(
                                db,
                                lead,
                                EventKind.CONSENT_GIVEN,
                                Timeline.BUYER,
                                now,
                                java.util.Map.of("purpose", purpose.code())));
    }

    /** Stored, not delivered, not charged; the sender sees an ordinary answer. */
    private Mono<RequestAccepted> hold(Checked request, String reason) {
        return tx.portal(db -> contracts
                .inForce(request.complex().developer(), clock.instant())
                .flatMap(this::promise)
                .flatMap(by -> quarantine
                        .hold(
                                db,
                                request.complex().id().value(),
                                request.form(),
                                request.phone(),
                                reason,
                                clock.instant())
                        .flatMap(held -> passports.issueForQuarantined(db, held, by))
                        .map(token -> new RequestAccepted(LeadId.next(), token, by, false))));
    }
}

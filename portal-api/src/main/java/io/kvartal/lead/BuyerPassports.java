package io.kvartal.lead;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.Pii;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The buyer's side of a request: what was asked, who calls until when, "was I called?", taking consents back. */
@Component
class BuyerPassports {
    private final TenantTx tx;
    private final LeadStore store;
    private final PassportTokens tokens;
    private final Quarantine quarantine;
    private final Reassignments reassignments;
    private final Viewings viewings;
    private final Promises promises;
    private final Judge judge;
    private final Catalogue catalogue;
    private final Outbox outbox;
    private final Pii pii;
    private final Clock clock;

    BuyerPassports(
            TenantTx tx,
            LeadStore store,
            PassportTokens tokens,
            Quarantine quarantine,
            Reassignments reassignments,
            Viewings viewings,
            Promises promises,
            Judge judge,
            Catalogue catalogue,
            Outbox outbox,
            Pii pii,
            Clock clock) {
        this.tx = tx;
        this.store = store;
        this.tokens = tokens;
        this.quarantine = quarantine;
        this.reassignments = reassignments;
        this.viewings = viewings;
        this.promises = promises;
        this.judge = judge;
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.pii = pii;
        this.clock = clock;
    }

    /** Where a token leads: the form that was sent, and the lead as it is now. */
    private record Opened(
            PassportTokens.Entry entry, Reassignments.@Nullable Place start, Reassignments.@Nullable Place now) {
        boolean moved() {
            return start != null && !start.equals(now);
        }
    }

    private record Sheet(
            StoredLead lead,
            List<StoredContact> contacts,
            List<LeadCard.Consent> consents,
            List<TimelineEntry> timeline,
            @Nullable Viewing viewing) {}

    Mono<Passport> passport(String token) {
        return open(token).flatMap(opened -> {
            var start = opened.start();
            var now = opened.now();
            if (start == null || now == null) {
                return quarantined(opened.entry());
            }
            return sheet(start)
                    .flatMap(first -> (opened.moved() ? sheet(now) : Mono.just(first)).flatMap(last -> catalogue
                            .developer(now.tenant())
                            .map(developer -> passport(opened, first, last, developer.name()))));
        });
    }

    private Mono<Opened> open(String token) {
        return tx.portal(db -> tokens.find(db, token).flatMap(entry -> {
            var about = entry.about();
            if (about == null) {
                return Mono.just(new Opened(entry, null, null));
            }
            var start = new Reassignments.Place(about.tenant(), about.lead());
            return reassignments.follow(db, start).map(now -> new Opened(entry, start, now));
        }));
    }

    private Mono<Sheet> sheet(Reassignments.Place at) {
        return tx.in(at.tenant(), db -> store.leads()
                .get(db, at.tenant(), at.lead())
                .flatMap(lead -> store.contacts().of(db, at.tenant(), at.lead()).flatMap(contacts -> store.consents()
                        .of(db, at.tenant(), at.lead())
                        .flatMap(consents -> store.timeline()
                                .of(db, at.tenant(), at.lead())
                                .flatMap(timeline -> viewings.of(db, lead)
                                        .map(viewing -> new Sheet(
                                                lead, contacts, consents, timeline, viewing.orElse(null))))))));
    }

    private Passport passport(Opened opened, Sheet first, Sheet last, String developer) {
        var form = form(opened, first);
        var lead = last.lead();
        var since = form.at();
        var timeline = timeline(opened, first, last, form);
        var promisedBy = opened.moved() && lead.promisedBy() != null
                ? lead.promisedBy()
                : opened.entry().promisedBy();
        var calledAt = called(timeline, lead, since);
        return new Passport(
                lead.complex(),
                lead.complexName(),
                lead.handling() == Handling.DEVELOPER ? developer : null,
                first.lead().locale(),
                state(lead, promisedBy, calledAt),
                since,
                promisedBy,
                calledAt,
                asked(form, first.lead()),
                answer(timeline),
                viewing(last, timeline),
                agreements(last.consents(), since),
                timeline);
    }

    private static StoredContact form(Opened opened, Sheet first) {
        var about = opened.entry().about();
        return first.contacts().stream()
                .filter(contact -> about != null && contact.id().equals(about.contact()))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("request"));
    }

    /** Nothing from before this form was sent. */
    private static List<TimelineEntry> timeline(Opened opened, Sheet first, Sheet last, StoredContact form) {
        var since = form.at();
        var lines = new ArrayList<>(first.timeline());
        if (opened.moved()) {
            lines.addAll(last.timeline());
        }
        var promise = Map.of("by", opened.entry().promisedBy().toString());
        return fromTheirSide(withPromise(
                new TimelineEntry(form.id().value(), EventKind.PROMISED, since, Timeline.PORTAL, promise),
                lines.stream()
                        .filter(line -> line.kind().isForBuyer() && !line.at().isBefore(since))
                        .map(BuyerPassports::forBuyer)
                        .sorted(Comparator.comparing(TimelineEntry::at))
                        .toList()));
    }

    /** Without what the staff wrote for themselves, and without their names. */
    private static TimelineEntry forBuyer(TimelineEntry line) {
        var data = line.data().entrySet().stream()
                .filter(entry -> List.of("by", "outcome", "purpose", "called", "answered", "viewingAt")
                        .contains(entry.getKey()))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var actor = line.actor().equals(Timeline.BUYER) ? Timeline.BUYER : Timeline.PORTAL;
        return new TimelineEntry(line.id(), line.kind(), line.at(), actor, data);
    }

    private static @Nullable Instant called(List<TimelineEntry> timeline, StoredLead lead, Instant since) {
        if (lead.hasOpenPromise()) {
            return null;
        }
        var kept = lead.promiseKeptAt();
        if (kept != null && !kept.isBefore(since)) {
            return kept;
        }
        return timeline.stream()
                .filter(line -> line.kind() == EventKind.PROMISE_KEPT)
                .map(TimelineEntry::at)
                .findFirst()
                .orElse(null);
    }

    private Passport.State state(StoredLead lead, Instant promisedBy, @Nullable Instant calledAt) {
        if (lead.withdrawnAt() != null) {
            return Passport.State.WITHDRAWN;
        }
        if (calledAt != null) {
            return Passport.State.CALLED;
        }
        return promisedBy.isBefore(clock.instant()) ? Passport.State.OVERDUE : Passport.State.WAITING;
    }

    private Passport.Asked asked(StoredContact form, StoredLead lead) {
        var phone = lead.phone();
        var unit = form.unit();
        return new Passport.Asked(
                form.name(),
                phone == null ? "" : pii.openPhone(phone).masked(),
                unit == null ? null : unit.toString(),
                form.message(),
                form.preferredTime());
    }

    /** Only when it was wished since this request was sent: a stranger with somebody's number learns of no earlier visit. */
    private static @Nullable Viewing viewing(Sheet sheet, List<TimelineEntry> timeline) {
        var viewing = sheet.viewing();
        int changes =
                (int) timeline.stream().filter(BuyerPassports::isOfViewing).count();
        return viewing == null || changes == 0 ? null : viewing.since(changes - 1);
    }

    private static boolean isOfViewing(TimelineEntry line) {
        return switch (line.kind()) {
            case VIEWING_BOOKED, VIEWING_MOVED, VIEWING_CANCELLED -> true;
            default -> false;
        };
    }

    /** A promise that was given before this request is not on its timeline; what its sender was told is. */
    private static List<TimelineEntry> withPromise(TimelineEntry told, List<TimelineEntry> lines) {
        if (lines.isEmpty() || lines.stream().anyMatch(line -> line.kind() == EventKind.PROMISED)) {
            return lines;
        }
        var all = new ArrayList<>(lines);
        all.add(1, told);
        return all;
    }

    /** To who sees nothing of before, the first wish is the first, even if it moved a visit. */
    private static List<TimelineEntry> fromTheirSide(List<TimelineEntry> lines) {
        var first = lines.stream().filter(BuyerPassports::isOfViewing).findFirst();
        return lines.stream()
                .map(line -> first.filter(line::equals).isPresent() && line.kind() == EventKind.VIEWING_MOVED
                        ? new TimelineEntry(line.id(), EventKind.VIEWING_BOOKED, line.at(), line.actor(), line.data())
                        : line)
                .toList();
    }

    private static @Nullable Boolean answer(List<TimelineEntry> timeline) {
        return timeline.stream()
                .filter(line -> line.kind() == EventKind.BUYER_ANSWERED)
                .map(line -> Boolean.valueOf(line.data().get("called")))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** One line per purpose, the last; nothing from before this request. */
    private static List<Passport.Agreement> agreements(List<LeadCard.Consent> consents, Instant since) {
        var last = new java.util.LinkedHashMap<String, Passport.Agreement>();
        for (var consent : consents) {
            if (consent.givenAt().isBefore(since)) {
                continue;
            }
            last.merge(
                    consent.purpose(),
                    new Passport.Agreement(consent.purpose(), consent.givenAt(), consent.revokedAt()),
                    (earlier, later) -> earlier.isGiven() ? earlier : later);
        }
        return List.copyOf(last.values());
    }

    /** The sender of a held request sees what anybody sees who has just sent one. */
    private Mono<Passport> quarantined(PassportTokens.Entry entry) {
        UUID id = entry.quarantined();
        if (id == null) {
            return Mono.error(new Problem.NotFound("request"));
        }
        return tx.portal(db -> quarantine.get(db, id)).flatMap(held -> catalogue
                .complex(held.complex())
                .map(complex -> new Passport(
                        complex.slug(),
                        complex.name(),
                        complex.developerName(),
                        Lang.RU,
                        Passport.State.WAITING,
                        held.receivedAt(),
                        entry.promisedBy(),
                        null,
                        new Passport.Asked(held.name(), held.phone().masked(), null, held.message(), null),
                        null,
                        null,
                        List.of(),
                        List.of())));
    }

    /** "Was I called?" Yes stops the clock and counts as a contact; no goes to the quality desk at once. */
    Mono<Void> answer(String token, boolean called) {
        return change(token, (db, lead) -> {
            var now = clock.instant();
            var stored = store.timeline()
                    .add(
                            db,
                            lead,
                            EventKind.BUYER_ANSWERED,
                            Timeline.BUYER,
                            now,
                            Map.of("called", Boolean.toString(called)))
                    .then(outbox.append(db, lead.tenant(), new BuyerAnswered(lead.id(), called)));
            return called
                    ? stored.then(promises.spoken(db, lead, Timeline.BUYER, now))
                            .then(judge.reached(db, lead))
                    : stored;
        });
    }

    Mono<Void> moveViewing(String token, Instant at) {
        return withViewing(token, (db, lead) -> viewings.check(lead.tenant(), lead.complexId(), at)
                .then(viewings.book(db, lead, at)));
    }

    Mono<Void> cancelViewing(String token) {
        return withViewing(token, viewings::cancel);
    }

    private Mono<Void> withViewing(String token, BiFunction<DatabaseClient, StoredLead, Mono<Void>> act) {
        return passport(token)
                .filter(passport -> passport.viewing() != null && passport.state() != Passport.State.WITHDRAWN)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("viewing")))
                .then(Mono.defer(() -> change(token, act)));
    }

    Mono<Void> withdraw(String token, String consent) {
        return Mono.defer(() -> {
            var purpose = ConsentPurpose.of(consent).orElseThrow(() -> new Problem.NotFound("consent"));
            return change(token, (db, lead) -> store.consents()
                    .withdraw(db, lead, purpose, clock.instant())
                    .flatMap(closed -> closed == 0 ? Mono.empty() : withdrawn(db, lead, purpose)));
        });
    }

    private Mono<Void> withdrawn(DatabaseClient db, StoredLead lead, ConsentPurpose purpose) {
        var now = clock.instant();
        var noted = store.timeline()
                .add(db, lead, EventKind.CONSENT_WITHDRAWN, Timeline.BUYER, now, Map.of("purpose", purpose.code()))
                .then(outbox.append(db, lead.tenant(), new ConsentWithdrawn(lead.id(), purpose.code())));
        return purpose == ConsentPurpose.CONTACT
                ? noted.then(viewings.cancel(db, lead))
                        .then(store.leads().withdrawn(db, lead, now))
                        .then(store.promiseWatch().stop(db, lead.id()))
                : noted;
    }

    /** On the lead where it is now; for a held request there is nothing to change. */
    private Mono<Void> change(String token, BiFunction<DatabaseClient, StoredLead, Mono<Void>> act) {
        return open(token).flatMap(opened -> {
            var now = opened.now();
            return now == null
                    ? Mono.empty()
                    : tx.in(now.tenant(), db -> store.leads()
                            .lock(db, now.tenant(), now.lead())
                            .flatMap(lead -> act.apply(db, lead)));
        });
    }
}

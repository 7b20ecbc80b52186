package io.kvartal.lead;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.Pii;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Turns a raw touch into a lead, or adds it to the lead that it belongs to: routing, promise, verdict and charge, timeline and
 * event in the caller's one transaction. When one of them fails nothing of it exists.
 */
@Component
class Intake {
    /** So long after its last touch a lead still takes in a further one of the same buyer. */
    private static final Duration JOIN = Duration.ofDays(60);

    private final LeadStore store;
    private final Promises promises;
    private final Judge judge;
    private final Contracts contracts;
    private final Routes routes;
    private final Outbox outbox;
    private final Pii pii;

    Intake(
            LeadStore store,
            Promises promises,
            Judge judge,
            Contracts contracts,
            Routes routes,
            Outbox outbox,
            Pii pii) {
        this.store = store;
        this.promises = promises;
        this.judge = judge;
        this.contracts = contracts;
        this.routes = routes;
        this.outbox = outbox;
        this.pii = pii;
    }

    /** @param isNew false when the touch joined a lead */
    record Taken(StoredLead lead, ContactId contact, Contract contract, boolean isNew) {}

    /** One after another for one buyer and complex, until the transaction ends. */
    Mono<Void> queueUp(DatabaseClient db, Touch touch) {
        var person = person(touch);
        var who = person == null
                ? touch.kind() + " " + touch.sourceId()
                : HexFormat.of().formatHex(person);
        return store.leads().queueUp(db, touch.complex().id().value() + " " + who);
    }

    /** Takes a touch that is not stored yet; {@link #queueUp} came first. */
    Mono<Taken> take(DatabaseClient db, Touch touch) {
        return contracts.inForce(touch.complex().developer(), touch.at()).flatMap(contract -> openLead(db, touch)
                .flatMap(open -> open.isPresent()
                        ? record(db, touch, contract, open.get(), false)
                        : routes.of(contract)
                                .flatMap(handling ->
                                        record(db, touch, contract, newLead(touch, contract, handling), true))));
    }

    /** Adds what a repeated request says to its lead: no new promise, no new verdict. */
    Mono<ContactId> addWords(DatabaseClient db, Touch touch, StoredLead lead) {
        var contact = contact(touch, lead);
        return store.leads()
                .joined(
                        db,
                        lead,
                        touch.at(),
                        touch.words().name(),
                        touch.words().unit())
                .then(store.contacts().add(db, contact))
                .then(store.timeline().add(db, lead, touch.event(), Timeline.BUYER, touch.at(), details(touch)))
                .then(outbox.append(db, lead.tenant(), new ContactJoined(lead.id(), contact.id(), touch.at())))
                .thenReturn(contact.id());
    }

    private Mono<Optional<StoredLead>> openLead(DatabaseClient db, Touch touch) {
        var person = person(touch);
        return person == null
                ? Mono.just(Optional.empty())
                : store.leads()
                        .open(
                                db,
                                touch.complex().developer(),
                                person,
                                touch.complex().id(),
                                touch.at().minus(JOIN),
                                touch.at().plus(JOIN));
    }

    private StoredLead newLead(Touch touch, Contract contract, Handling handling) {
        var buyer = touch.buyer();
        return new StoredLead(
                touch.complex().developer(),
                LeadId.next(),
                touch.complex().id(),
                touch.complex().slug(),
                touch.complex().name(),
                touch.words().unit(),
                person(touch),
                buyer == null ? null : pii.seal(buyer),
                touch.words().name(),
                touch.words().locale(),
                touch.channel(),
                touch.attribution(),
                Stage.NEW,
                null,
                handling,
                contract.model(),
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                touch.at(),
                touch.at(),
                1);
    }

    private Mono<Taken> record(DatabaseClient db, Touch touch, Contract contract, StoredLead lead, boolean isNew) {
        var contact = contact(touch, lead);
        var words = touch.words();
        var leads = store.leads();
        return (isNew ? leads.add(db, lead) : leads.joined(db, lead, touch.at(), words.name(), words.unit()))
                .then(store.contacts().add(db, contact))
                .then(store.timeline().add(db, lead, touch.event(), actor(touch), touch.at(), details(touch)))
                .then(promise(db, touch, contract, lead))
                .then(verdict(db, touch, lead, contact))
                .then(announce(db, touch, lead, contact, isNew))
                .then(Mono.defer(() -> leads.get(db, lead.tenant(), lead.id())))
                .map(stored -> new Taken(stored, contact.id(), contract, isNew));
    }

    private Mono<Void> promise(DatabaseClient db, Touch touch, Contract contract, StoredLead lead) {
        if (touch.isConversation()) {
            return promises.spoken(db, lead, actor(touch), touch.at());
        }
        if (!touch.asksForCall() || lead.hasOpenPromise()) {
            return Mono.empty();
        }
        return promises.give(db, lead, promises.by(touch.at(), lead.handling(), contract), touch.at());
    }

    /** A call of ours is no contact to be billed, but it completes the contacts that waited for it. */
    private Mono<Void> verdict(DatabaseClient db, Touch touch, StoredLead lead, StoredContact contact) {
        if (!contact.isOurOwnCall()) {
            return judge.judge(db, lead, contact).then();
        }
        var returned =
                touch.talk().answered() ? judge.returned(db, lead, touch.talk().talkSec()) : Mono.<Void>empty();
        return touch.isConversation() ? returned.then(judge.reached(db, lead)) : returned;
    }

    private Mono<Void> announce(DatabaseClient db, Touch touch, StoredLead lead, StoredContact contact, boolean isNew) {
        var toDeveloper = lead.handling() == Handling.DEVELOPER;
        return outbox.append(
                db,
                lead.tenant(),
                isNew
                        ? new LeadDelivered(lead.id(), lead.complex(), toDeveloper, touch.at())
                        : new ContactJoined(lead.id(), contact.id(), touch.at()));
    }

    private static StoredContact contact(Touch touch, StoredLead lead) {
        return new StoredContact(
                lead.tenant(),
                ContactId.next(),
                lead.id(),
                touch.kind(),
                touch.sourceId(),
                touch.channel(),
                touch.at(),
                touch.talk().answered(),
                touch.talk().waitSec(),
                touch.talk().talkSec(),
                touch.words().name(),
                touch.words().message(),
                touch.words().preferredTime(),
                touch.words().unit(),
                touch.attribution(),
                new StoredContact.Evidence(
                        touch.room(),
                        touch.said().exclusion(),
                        touch.said().vendorTarget(),
                        touch.said().vendorUnique(),
                        lead.handling() == Handling.CALL_CENTRE,
                        null,
                        null));
    }

    private static String actor(Touch touch) {
        return touch.talk().outbound() ? Timeline.SYSTEM : Timeline.BUYER;
    }

    private static Map<String, String> details(Touch touch) {
        var data = new HashMap<String, String>();
        if (touch.kind() == StoredContact.Kind.CALL) {
            data.put("call", touch.sourceId());
            data.put("answered", Boolean.toString(touch.talk().answered()));
            data.put("waitSec", Integer.toString(touch.talk().waitSec()));
            data.put("talkSec", Integer.toString(touch.talk().talkSec()));
        }
        put(data, "message", touch.words().message());
        put(data, "preferredTime", touch.words().preferredTime());
        put(data, "source", touch.attribution().source());
        return data;
    }

    private static void put(Map<String, String> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private byte @Nullable [] person(Touch touch) {
        var buyer = touch.buyer();
        return buyer == null ? null : pii.fingerprint(buyer);
    }
}

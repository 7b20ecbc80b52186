package io.kvartal.lead;

import io.kvartal.billing.Assessment;
import io.kvartal.billing.Billing;
import io.kvartal.verdict.Classification;
import java.time.Clock;
import java.util.HashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has billing judge a lead's touches, and judge them again when more is known; always in the caller's transaction. */
@Component
class Judge {
    private final LeadStore store;
    private final Billing billing;
    private final Clock clock;

    Judge(LeadStore store, Billing billing, Clock clock) {
        this.store = store;
        this.billing = billing;
        this.clock = clock;
    }

    /** Verdict and charge of one touch, noted on the lead and its timeline. */
    Mono<Assessment> judge(DatabaseClient db, StoredLead lead, StoredContact contact) {
        return billing.assess(lead.tenant(), lead.id().value(), lead.complexName(), contact.facts(lead))
                .flatMap(assessment -> {
                    var code = assessment.receipt().verdict().code();
                    var data = new HashMap<String, String>();
                    data.put("verdict", code);
                    data.put("contact", contact.id().toString());
                    var charge = assessment.charge();
                    if (charge != null) {
                        data.put("charge", charge.id().toString());
                    }
                    return store.contacts()
                            .judged(db, contact, code)
                            .then(store.timeline()
                                    .add(db, lead, EventKind.VERDICT, Timeline.SYSTEM, clock.instant(), data))
                            .thenReturn(assessment);
                });
    }

    /** Somebody spoke with the buyer: forms that waited for this are contacts now. */
    Mono<Void> reached(DatabaseClient db, StoredLead lead) {
        var byCallCentre = lead.handling() == Handling.CALL_CENTRE;
        return again(db, lead, StoredContact::isUnansweredForm, form -> form.reached(byCallCentre));
    }

    /** The office called a missed buyer back. */
    Mono<Void> returned(DatabaseClient db, StoredLead lead, int talkSec) {
        return again(
                db,
                lead,
                call -> call.isMissedCall() && call.evidence().returnedTalkSec() == null,
                call -> call.returned(talkSec));
    }

    /** An operator's word counts for all touches of the lead. */
    Mono<Void> classified(DatabaseClient db, StoredLead lead, Classification word) {
        return again(db, lead, contact -> !contact.isOurOwnCall(), contact -> contact.classified(word));
    }

    private Mono<Void> again(
            DatabaseClient db, StoredLead lead, Predicate<StoredContact> which, UnaryOperator<StoredContact> learn) {
        return store.contacts()
                .of(db, lead.tenant(), lead.id())
                .flatMapMany(Flux::fromIterable)
                .filter(which)
                .map(learn)
                .concatMap(contact -> store.contacts().learned(db, contact).then(judge(db, lead, contact)))
                .then();
    }
}

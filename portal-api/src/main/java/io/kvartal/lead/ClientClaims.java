package io.kvartal.lead;

import io.kvartal.billing.DealBook;
import io.kvartal.contract.CommercialModel;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.shared.Problem;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A lead that is paid per deal fixes the client for the portal, and what happens to the lead happens to the claim. */
@Component
class ClientClaims {
    private final Fixations fixations;
    private final DealBook deals;

    ClientClaims(Fixations fixations, DealBook deals) {
        this.fixations = fixations;
        this.deals = deals;
    }

    /** The developer has the lead now. The same lead again changes nothing. */
    Mono<Void> handedOver(StoredLead lead, Instant at) {
        return fixed(lead, at).then();
    }

    private Mono<Fixation> fixed(StoredLead lead, Instant at) {
        var person = lead.personHex();
        return lead.model() != CommercialModel.CPT || person == null
                ? Mono.empty()
                : fixations.claim(
                        lead.tenant(), person, lead.complex(), lead.id().value(), at);
    }

    /** A visit fixes a client who was not fixed yet, a booking holds until the deal, a deal must be declared. */
    Mono<Void> moved(StoredLead lead, Stage to, Instant at, String actor) {
        return fixed(lead, at)
                .flatMap(claim -> lead.stage() == Stage.BOOKING && to != Stage.DEAL
                        ? unlessOver(fixations.bookingCancelled(
                                        lead.tenant(), lead.id().value(), at, actor))
                                .thenReturn(claim)
                        : Mono.just(claim))
                .flatMap(claim -> switch (to) {
                    case SHOWING ->
                        unlessOver(fixations.visited(lead.tenant(), lead.id().value(), at, actor));
                    case BOOKING ->
                        unlessOver(fixations.booked(lead.tenant(), lead.id().value(), at, actor));
                    case DEAL -> deals.heardOf(lead.tenant(), lead.id().value(), "stage", lead.complexName());
                    case NEW, IN_WORK, REFUSED -> Mono.<Void>empty();
                });
    }

    /** A claim that was lost or is over does not come back by this; the lead moves all the same. */
    private static Mono<Void> unlessOver(Mono<Fixation> act) {
        return act.then().onErrorResume(Problem.Conflict.class, over -> Mono.empty());
    }
}

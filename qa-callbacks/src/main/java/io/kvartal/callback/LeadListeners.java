package io.kvartal.callback;

import io.kvartal.contract.Channel;
import io.kvartal.lead.BuyerAnswered;
import io.kvartal.lead.ConsentWithdrawn;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.LeadDelivered;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadReassigned;
import io.kvartal.lead.Leads;
import io.kvartal.lead.PromiseBroken;
import io.kvartal.lead.PromiseKept;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What happens to leads decides who is phoned. */
@Configuration(proxyBeanMethods = false)
class LeadListeners {
    /** Every buyer is asked a day later whether the developer called. */
    private static final Duration SAMPLE_AFTER = Duration.ofHours(24);
    /** From here on the quality desk phones itself (RULES 4.4). */
    private static final int DESK_STEPS_IN = 240;

    private static final List<Reason> ALL = Arrays.asList(Reason.values());
    private static final List<Reason> CHASING = List.of(Reason.MISSED_CALL, Reason.PROMISE_BROKEN);

    private final TenantTx tx;
    private final CallbackRows rows;
    private final Leads leads;
    private final Clock clock;

    LeadListeners(TenantTx tx, CallbackRows rows, Leads leads, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.leads = leads;
        this.clock = clock;
    }

    @Bean
    OutboxConsumer<LeadDelivered> sampleNewLeads() {
        return OutboxConsumer.of(LeadDelivered.class, "callback.sample", (tenant, event) -> leads.card(
                        tenant, event.lead())
                .flatMap(card -> {
                    var missed = wasMissed(card);
                    var due = missed ? missedDue(card, event) : event.at().plus(SAMPLE_AFTER);
                    return raise(tenant, card, missed ? Reason.MISSED_CALL : Reason.QUALITY_SAMPLE, due);
                }));
    }

    @Bean
    OutboxConsumer<BuyerAnswered> buyerWasNotCalled() {
        return OutboxConsumer.of(
                BuyerAnswered.class,
                "callback.buyer-answered",
                (tenant, event) -> event.called()
                        ? settle(event.lead(), ALL)
                        : leads.card(tenant, event.lead())
                                .flatMap(card -> raise(tenant, card, Reason.NOT_CALLED, clock.instant())));
    }

    @Bean
    OutboxConsumer<PromiseBroken> promiseBroken() {
        return OutboxConsumer.of(
                PromiseBroken.class,
                "callback.promise-broken",
                (tenant, event) -> event.minutes() < DESK_STEPS_IN
                        ? Mono.empty()
                        : leads.card(tenant, event.lead())
                                .flatMap(card -> raise(tenant, card, Reason.PROMISE_BROKEN, clock.instant())));
    }

    @Bean
    OutboxConsumer<PromiseKept> promiseKept() {
        return OutboxConsumer.of(
                PromiseKept.class, "callback.promise-kept", (tenant, event) -> settle(event.lead(), CHASING));
    }

    @Bean
    OutboxConsumer<ConsentWithdrawn> consentWithdrawn() {
        return OutboxConsumer.of(
                ConsentWithdrawn.class, "callback.consent-withdrawn", (tenant, event) -> switch (event.purpose()) {
                    case "contact" -> settle(event.lead(), ALL);
                    case "quality" -> settle(event.lead(), List.of(Reason.QUALITY_SAMPLE));
                    default -> Mono.empty();
                });
    }

    @Bean
    OutboxConsumer<LeadReassigned> leadWentElsewhere() {
        return OutboxConsumer.of(
                LeadReassigned.class, "callback.reassigned", (tenant, event) -> settle(event.from(), ALL));
    }

    private static boolean wasMissed(LeadCard card) {
        return card.lead().channel() == Channel.CALL
                && card.lead().firstContactAt() == null
                && card.contacts().stream().noneMatch(LeadCard.Touch::answered);
    }

    /** The developer has until the promise ends; the portal's own call centre has no reason to wait. */
    private static Instant missedDue(LeadCard card, LeadDelivered event) {
        var promised = card.lead().promisedBy();
        return event.toDeveloper() && promised != null ? promised : event.at();
    }

    private Mono<Void> raise(TenantId tenant, LeadCard card, Reason reason, Instant due) {
        var row = card.lead();
        if (row.buyer().phone() == null || row.buyer().withdrawn() || row.lost() != null) {
            return Mono.empty();
        }
        var wanted = new CallbackRows.Wanted(tenant, row.id(), row.complex(), row.complexName(), reason, due);
        return tx.portal(db -> rows.raise(db, wanted, clock.instant()));
    }

    private Mono<Void> settle(LeadId lead, List<Reason> reasons) {
        return tx.portal(db -> rows.settle(db, lead, reasons, clock.instant()));
    }
}

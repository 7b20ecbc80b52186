package io.kvartal.dispute;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeView;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.desk.Recordings;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the rules about opening a dispute look at, gathered from the contexts below. */
@Component
class Facts {
    /**
     * @param charge null when nothing was charged
     * @param recordedAt when the recording could be heard first; null when there is none
     */
    record Found(
            LeadCard card,
            @Nullable ChargeView charge,
            @Nullable Instant invoicedAt,
            @Nullable Instant recordedAt,
            @Nullable Integer recordingSec,
            Contract contract) {

        Standing standing(Instant now, boolean contested) {
            if (charge == null) {
                return new Standing(null, recordingSec, "dispute.nothing-charged");
            }
            var closes = DisputeWindow.closes(
                    charge.charge().occurredAt(), recordedAt, invoicedAt, contract.hours(), contract.disputes());
            var refusal = contested
                    ? "dispute.exists"
                    : !charge.charge().rest().isPositive()
                            ? "dispute.nothing-left"
                            : now.isAfter(closes) ? "dispute.window-over" : null;
            return new Standing(closes, recordingSec, refusal);
        }
    }

    private record Recording(Instant at, int seconds) {}

    private final Leads leads;
    private final Billing billing;
    private final Recordings recordings;
    private final Contracts contracts;
    private final Agreed agreed;

    Facts(Leads leads, Billing billing, Recordings recordings, Contracts contracts, Agreed agreed) {
        this.leads = leads;
        this.billing = billing;
        this.recordings = recordings;
        this.contracts = contracts;
        this.agreed = agreed;
    }

    /** One statement after the other: all of it runs in the caller's transaction. */
    Mono<Found> of(TenantId tenant, LeadId lead) {
        return leads.card(tenant, lead).flatMap(card -> charge(tenant, lead).flatMap(charge -> recording(tenant, card)
                .flatMap(recording -> invoicedAt(tenant, charge).flatMap(invoicedAt -> contract(tenant, card, charge)
                        .map(contract -> new Found(
                                card,
                                charge.orElse(null),
                                invoicedAt.orElse(null),
                                recording.map(Recording::at).orElse(null),
                                recording.map(Recording::seconds).orElse(null),
                                contract))))));
    }

    private Mono<Contract> contract(TenantId tenant, LeadCard card, Optional<ChargeView> charge) {
        return charge.isPresent()
                ? agreed.of(tenant, charge.get().charge().id())
                : contracts.inForce(tenant, card.lead().createdAt());
    }

    private Mono<Optional<ChargeView>> charge(TenantId tenant, LeadId lead) {
        return billing.ofLeads(tenant, List.of(lead.value())).flatMap(money -> {
            var of = money.get(lead.value());
            return of == null || of.charge() == null
                    ? Mono.just(Optional.empty())
                    : billing.charge(tenant, of.charge()).map(Optional::of);
        });
    }

    private Mono<Optional<Recording>> recording(TenantId tenant, LeadCard card) {
        return recordings
                .of(tenant, card)
                .map(all -> all.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Recording(
                                all.getLast().at().plusSeconds(all.getLast().seconds()),
                                all.getLast().seconds())));
    }

    private Mono<Optional<Instant>> invoicedAt(TenantId tenant, Optional<ChargeView> charge) {
        var invoice = charge.map(ChargeView::charge).map(c -> c.invoice()).orElse(null);
        return invoice == null
                ? Mono.just(Optional.empty())
                : billing.invoice(tenant, invoice)
                        .map(view -> Optional.of(view.invoice()
                                .issuedOn()
                                .atStartOfDay(WorkingHours.ALMATY)
                                .toInstant()));
    }
}

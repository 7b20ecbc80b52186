package io.kvartal.cabinet;

import io.kvartal.billing.Billing;
import io.kvartal.billing.LeadMoney;
import io.kvartal.call.CallId;
import io.kvartal.call.CallView;
import io.kvartal.call.Calls;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Receipt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings one lead together from the contexts that know a part of it. */
@Component
class LeadDetails {
    private final Leads leads;
    private final Calls calls;
    private final Billing billing;

    LeadDetails(Leads leads, Calls calls, Billing billing) {
        this.leads = leads;
        this.calls = calls;
        this.billing = billing;
    }

    Mono<LeadDetail> of(TenantId tenant, LeadId lead, @Nullable String error) {
        return leads.card(tenant, lead).flatMap(card -> callsOf(tenant, card)
                .flatMap(found -> moneyOf(tenant, lead).flatMap(money -> receiptOf(tenant, lead)
                        .map(receipt -> new LeadDetail(
                                card,
                                found.stream()
                                        .collect(java.util.stream.Collectors.toMap(
                                                call -> call.id().toString(), call -> call)),
                                money.orElse(null),
                                receipt.orElse(null),
                                error)))));
    }

    private Mono<List<CallView>> callsOf(TenantId tenant, LeadCard card) {
        return Flux.fromIterable(card.contacts())
                .filter(touch -> touch.kind().equals("CALL"))
                .take(20)
                .concatMap(touch -> calls.call(tenant, new CallId(Ids.parse(touch.source())))
                        .onErrorResume(Problem.NotFound.class, gone -> Mono.empty()))
                .collectList();
    }

    private Mono<Optional<LeadMoney>> moneyOf(TenantId tenant, LeadId lead) {
        return billing.ofLeads(tenant, List.of(lead.value())).map(all -> Optional.ofNullable(all.get(lead.value())));
    }

    private Mono<Optional<Receipt>> receiptOf(TenantId tenant, LeadId lead) {
        return billing.receiptOfLead(tenant, lead.value())
                .map(Optional::of)
                .onErrorResume(Problem.NotFound.class, none -> Mono.just(Optional.empty()));
    }
}

package io.kvartal.lead;

import io.kvartal.call.CallId;
import io.kvartal.call.CallLead;
import io.kvartal.call.CallSink;
import io.kvartal.call.FinishedCall;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.visitor.VisitorId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes calls over from telephony, in the transaction in which they are stored. */
@Component
class CallLeads implements CallSink {
    private final TenantTx tx;
    private final CallIntake intake;
    private final Contacts contacts;
    private final Contracts contracts;

    CallLeads(TenantTx tx, CallIntake intake, Contacts contacts, Contracts contracts) {
        this.tx = tx;
        this.intake = intake;
        this.contacts = contacts;
        this.contracts = contracts;
    }

    /** Without a contract there is nobody to deliver to: the call is kept, and becomes no lead. */
    @Override
    public Mono<Void> finished(TenantId tenant, FinishedCall call) {
        return contracts
                .inForce(tenant, call.startedAt())
                .map(contract -> true)
                .onErrorResume(Problem.NotFound.class, none -> Mono.just(false))
                .filter(hasContract -> hasContract)
                .flatMap(hasContract -> intake(call));
    }

    private Mono<Void> intake(FinishedCall call) {
        var from = call.attribution();
        return intake.accept(
                        new CallContact(
                                call.id().value(),
                                call.complex().id(),
                                call.caller(),
                                call.startedAt(),
                                call.answered(),
                                call.waitSec(),
                                call.talkSec(),
                                call.outbound(),
                                null,
                                call.vendorTarget(),
                                not(call.vendorRepeated()),
                                new Attribution(
                                        value(call.visitor()),
                                        from.source(),
                                        from.medium(),
                                        from.campaign(),
                                        from.term(),
                                        from.page(),
                                        from.confidence().name())),
                        call.complex())
                .then();
    }

    @Override
    public Mono<Map<CallId, CallLead>> leadsOf(TenantId tenant, Collection<CallId> calls) {
        return calls.isEmpty() ? Mono.just(Map.of()) : tx.in(tenant, db -> contacts.leadsOfCalls(db, tenant, calls));
    }

    private static @Nullable Boolean not(@Nullable Boolean repeated) {
        return repeated == null ? null : !repeated;
    }

    private static java.util.@Nullable UUID value(@Nullable VisitorId visitor) {
        return visitor == null ? null : visitor.value();
    }
}

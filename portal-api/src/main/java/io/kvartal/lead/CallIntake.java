package io.kvartal.lead;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.Channel;
import io.kvartal.platform.TenantTx;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes finished calls; a call that was taken before changes nothing. */
@Component
class CallIntake {
    private final TenantTx tx;
    private final LeadStore store;
    private final Intake intake;
    private final Catalogue catalogue;

    CallIntake(TenantTx tx, LeadStore store, Intake intake, Catalogue catalogue) {
        this.tx = tx;
        this.store = store;
        this.intake = intake;
        this.catalogue = catalogue;
    }

    Mono<LeadId> accept(CallContact call) {
        return catalogue.complex(call.complex()).flatMap(complex -> accept(call, complex));
    }

    Mono<LeadId> accept(CallContact call, Complex complex) {
        return tx.in(complex.developer(), db -> {
            var touch = touch(call, complex);
            return intake.queueUp(db, touch).then(Mono.defer(() -> once(db, touch)));
        });
    }

    private Mono<LeadId> once(DatabaseClient db, Touch touch) {
        return store.contacts()
                .leadOf(db, touch.complex().developer(), touch.kind(), touch.sourceId())
                .flatMap(known -> known.isPresent()
                        ? Mono.just(known.get())
                        : intake.take(db, touch).map(taken -> taken.lead().id()));
    }

    private static Touch touch(CallContact call, Complex complex) {
        return new Touch(
                complex,
                StoredContact.Kind.CALL,
                call.call().toString(),
                call.outbound() ? Channel.CALLBACK : Channel.CALL,
                call.at(),
                call.buyer(),
                new Touch.Talk(call.answered(), call.waitSec(), call.talkSec(), call.outbound()),
                Touch.Words.NONE,
                null,
                new Touch.Said(call.exclusion(), call.vendorTarget(), call.vendorUnique()),
                call.attribution());
    }
}

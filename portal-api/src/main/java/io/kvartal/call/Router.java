package io.kvartal.call;

import io.kvartal.billing.Restrictions;
import io.kvartal.call.telephony.Notice;
import io.kvartal.call.telephony.NoticeReader;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.Contracts;
import io.kvartal.number.Numbers;
import io.kvartal.platform.Pii;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says where a ringing call goes. A caller waits for the answer, so it is given in time whatever happens. */
@Component
class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Duration BUDGET = Duration.ofMillis(250);

    private final TenantTx tx;
    private final Whereabouts whereabouts;
    private final Pii pii;
    private final Clock clock;
    private final PhoneNumber callCentre;

    /** Whose a number is and what was agreed with them. */
    @Component
    record Whereabouts(
            Numbers numbers, Catalogue catalogue, ObjectProvider<Contracts> contracts, Restrictions restrictions) {}

    Router(
            TenantTx tx,
            Whereabouts whereabouts,
            Pii pii,
            Clock clock,
            @Value("${kvartal.call-centre.number:+77272000000}") String callCentre) {
        this.tx = tx;
        this.whereabouts = whereabouts;
        this.pii = pii;
        this.clock = clock;
        this.callCentre = PhoneNumber.parse(callCentre)
                .orElseThrow(() -> new IllegalArgumentException("kvartal.call-centre.number"));
    }

    private record Decision(@Nullable Complex complex, RoutePlan plan) {}

    Mono<RoutePlan> route(Receiver.Sender sender, Receiver.Message message) {
        long began = System.nanoTime();
        var call = read(sender, message);
        return decide(call.line(), call.buyer())
                .timeout(BUDGET)
                .onErrorResume(failure -> {
                    LOG.warn("a call was sent to the call centre because the decision failed", failure);
                    return Mono.just(new Decision(null, new RoutePlan(callCentre, RoutePlan.Reason.TIMEOUT)));
                })
                .flatMap(decision -> log(sender, call, decision, (int) ((System.nanoTime() - began) / 1_000_000))
                        .timeout(Duration.ofMillis(40))
                        .onErrorResume(failure -> {
                            LOG.warn("a routing decision was not written down", failure);
                            return Mono.empty();
                        })
                        .thenReturn(decision.plan()));
    }

    private record Ringing(
            @Nullable String externalId,
            @Nullable PhoneNumber line,
            @Nullable PhoneNumber buyer) {}

    /** A notice that cannot be read is still a call that rings. */
    private static Ringing read(Receiver.Sender sender, Receiver.Message message) {
        try {
            var body = new String(message.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            var event =
                    new NoticeReader(sender.map()).read("before_call", message.contentType(), message.query(), body);
            return new Ringing(event.externalId(), event.dialled(), event.caller());
        } catch (Notice.Unreadable unreadable) {
            return new Ringing(null, null, null);
        }
    }

    private Mono<Decision> decide(@Nullable PhoneNumber line, @Nullable PhoneNumber buyer) {
        var now = clock.instant();
        if (line == null) {
            return Mono.just(new Decision(null, RoutePlan.of(null, null, false, false, callCentre)));
        }
        return whereabouts
                .numbers()
                .resolve(line, buyer == null ? null : pii.fingerprint(buyer), now)
                .flatMap(how -> how.complex() == null
                        ? Mono.just(Optional.<Complex>empty())
                        : whereabouts.catalogue().complex(how.complex()).map(Optional::of))
                .flatMap(complex -> complex.isEmpty()
                        ? Mono.just(new Decision(null, RoutePlan.of(null, null, false, false, callCentre)))
                        : withContract(complex.get()));
    }

    private Mono<Decision> withContract(Complex complex) {
        var now = clock.instant();
        return whereabouts
                .contracts()
                .getObject()
                .inForce(complex.developer(), now)
                .flatMap(contract -> whereabouts
                        .restrictions()
                        .isRestricted(complex.developer())
                        .map(restricted -> RoutePlan.of(
                                complex, contract.model(), contract.hours().isOpen(now), restricted, callCentre)))
                .onErrorResume(
                        Problem.NotFound.class,
                        none -> Mono.just(RoutePlan.of(complex, null, false, false, callCentre)))
                .map(plan -> new Decision(complex, plan));
    }

    private Mono<Void> log(Receiver.Sender sender, Ringing call, Decision decision, int tookMillis) {
        var line = call.line();
        var complex = decision.complex();
        return tx.portal(db -> Inbox.routed(
                db,
                sender.provider(),
                call.externalId(),
                line == null ? null : line.e164(),
                complex == null ? null : complex.slug(),
                decision.plan(),
                clock.instant(),
                tookMillis));
    }
}

package io.kvartal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@DbTest
class OutboxDbTests {
    @Autowired
    TenantTx tx;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JsonMapper json;

    record SomethingHappened(String what) {}

    @Test
    void everyConsumerHearsAnEventOnceAndAFailureHoldsUpNobody() {
        var steady = new Ear("steady-" + Tenants.random(), 0);
        var shaky = new Ear("shaky-" + Tenants.random(), 2);
        var relay = new OutboxRelay(tx, clock, json, List.of(steady, shaky));
        var tenant = Tenants.random();
        tx.in(tenant, db -> outbox.append(db, tenant, new SomethingHappened("once")))
                .block();

        for (int i = 0; i < 5; i++) {
            relay.drain().block();
            clock.advance(Duration.ofMinutes(2));
        }

        assertThat(steady.heard).containsExactly(tenant + " once");
        assertThat(shaky.heard).containsExactly(tenant + " once");
        assertThat(shaky.attempts).isEqualTo(3);
    }

    @Test
    void severalRelaysShareTheWork() {
        var ear = new Ear("shared-" + Tenants.random(), 0);
        var relays = Flux.range(0, 4).map(i -> new OutboxRelay(tx, clock, json, List.of(ear)));
        var tenant = Tenants.random();
        Flux.range(0, 60)
                .concatMap(i -> tx.in(tenant, db -> outbox.append(db, tenant, new SomethingHappened("n" + i))))
                .blockLast();

        relays.flatMap(OutboxRelay::drain, 4).blockLast();
        new OutboxRelay(tx, clock, json, List.of(ear)).drain().block();

        assertThat(ear.heard).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void anEventOfATransactionThatFellWasNeverThere() {
        var ear = new Ear("fallen-" + Tenants.random(), 0);
        var tenant = Tenants.random();
        tx.in(tenant, db -> outbox.append(db, tenant, new SomethingHappened("never"))
                        .then(Mono.error(new IllegalStateException())))
                .onErrorComplete()
                .block();
        new OutboxRelay(tx, clock, json, List.of(ear)).drain().block();
        assertThat(ear.heard).isEmpty();
    }

    private static final class Ear implements OutboxConsumer<SomethingHappened> {
        private final String name;
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private int failures;
        private int attempts;

        Ear(String name, int failures) {
            this.name = name;
            this.failures = failures;
        }

        @Override
        public Class<SomethingHappened> event() {
            return SomethingHappened.class;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Mono<Void> on(@Nullable TenantId tenant, SomethingHappened event) {
            attempts++;
            if (failures-- > 0) {
                return Mono.error(new IllegalStateException("not yet"));
            }
            return Mono.fromRunnable(() -> heard.add(tenant + " " + event.what()));
        }
    }
}

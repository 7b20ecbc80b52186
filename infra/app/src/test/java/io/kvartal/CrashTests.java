package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import kvartal.dev.EmbeddedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application and then PostgreSQL are killed in the middle of intake. What was answered 200 is there once, and nothing is billed twice. More rounds:
 * {@code -Dkvartal.crash.rounds=30}.
 */
@Tag("journey")
class CrashTests {
    private static final int ROUNDS = Integer.getInteger("kvartal.crash.rounds", 3);
    private static final Duration DRAINED = Duration.ofMinutes(3);

    @TempDir
    Path data;

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingIsBilledTwice() {
        var seed = Long.getLong("kvartal.crash.seed", System.nanoTime());
        System.out.println("CrashTests: kvartal.crash.seed=" + seed + ", rounds=" + ROUNDS);
        var random = new Random(seed);
        try (var database = EmbeddedDatabase.temporary();
                var application = new ChildApplication(database, data)) {
            application.start();
            var story = new Story(
                    application.url(),
                    JourneyEnvironment.HOOK_SECRET,
                    user -> JourneyEnvironment.keycloak().token(user, "demo"),
                    () -> Journeys.pause(200));
            var complex = story.await("the demo", () -> story.complexesOf(Story.ALATAU), found -> !found.isEmpty())
                    .getFirst();
            var number = story.await(
                            "a number of the pool",
                            () -> story.reveal(story.guest(), complex),
                            shown -> shown.get("kind").asString().equals("dynamic"))
                    .get("number")
                    .asString();
            var load = new CrashLoad(application.url(), complex, number);
            for (int round = 0; round < ROUNDS; round++) {
                load.start();
                Journeys.pause(1500 + random.nextInt(2500));
                application.kill9();
                load.stop();
                application.start();
                load.sendAgain();
            }
            load.start();
            Journeys.pause(1500 + random.nextInt(1500));
            database.kill9();
            Journeys.pause(500);
            database.restart();
            Journeys.pause(3000);
            load.stop();
            load.sendAgain();
            drain(database);
            check(database, load, story);
        }
    }

    private static void drain(EmbeddedDatabase database) {
        var until = System.nanoTime() + DRAINED.toNanos();
        while (waiting(database) > 0) {
            assertThat(System.nanoTime())
                    .as("queues are worked off; waiting: %d", waiting(database))
                    .isLessThan(until);
            Journeys.pause(250);
        }
    }

    private static long waiting(EmbeddedDatabase database) {
        return count(database, Journeys.WAITING);
    }

    private static void check(EmbeddedDatabase database, CrashLoad load, Story story) {
        System.out.println("CrashTests: acknowledged calls " + load.calls().size() + ", forms "
                + load.leads().size());
        assertThat(load.calls()).hasSizeGreaterThan(20 * ROUNDS);
        assertThat(count(database, "select count(*) from call.session where state = 'unattributed'"))
                .as("calls that are nobody's")
                .isZero();
        for (var call : load.calls()) {
            assertThat(count(database, "select count(*) from call.call where external_id = ?", call))
                    .as("calls made of the acknowledged notice %s", call)
                    .isEqualTo(1);
        }
        for (var lead : load.leads()) {
            assertThat(count(database, "select count(*) from lead.lead where id = ?", UUID.fromString(lead)))
                    .as("the acknowledged request %s", lead)
                    .isEqualTo(1);
        }
        assertThat(count(database, """
            select count(*) from call.call c
            where (select count(*) from lead.contact t where t.tenant_id = c.tenant_id and t.kind = 'CALL' and t.source_id = c.id::text) <> 1
            """))
                .as("calls that are not exactly one contact")
                .isZero();
        assertThat(count(database, """
            select count(*) from (select person from lead.lead where person is not null group by tenant_id, person having count(*) > 1) as twice
            """)).as("people with two leads").isZero();
        assertThat(count(database, """
            select count(*) from (select lead_id from billing.charge where kind = 'LEAD' group by tenant_id, lead_id having count(*) > 1) as twice
            """)).as("leads billed twice").isZero();
        assertThat(count(
                        database,
                        "select count(*) from call.call c join lead.contact t on t.tenant_id = c.tenant_id and"
                                + " t.kind = 'CALL' and t.source_id = c.id::text where not exists (select 1 from"
                                + " billing.charge b where b.tenant_id = t.tenant_id and b.lead_id = t.lead_id)"))
                .as("conversations of 71 seconds that were not billed")
                .isZero();
        assertThat(count(database, "select count(*) from platform.outbox_delivery where state = 'PARKED'"))
                .isZero();
        assertThat(count(database, "select count(*) from call.inbox where state in ('parked', 'unreadable')"))
                .isZero();
        assertThat(story.trialBalance().get("balanced").asBoolean()).isTrue();
    }

    private static long count(EmbeddedDatabase database, String query, Object... arguments) {
        return Journeys.countAt(database.superuserJdbcUrl(), query, arguments);
    }
}

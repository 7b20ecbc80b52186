package io.kvartal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvartal.shared.TenantId;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@DbTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantTxDbTests {
    @Autowired
    TenantTx tx;

    @Autowired
    ConnectionPool pool;

    @BeforeAll
    void aTenantTable() throws Exception {
        try (var owner = java.sql.DriverManager.getConnection(
                        TestDatabase.database().jdbcUrl(),
                        "kvartal_owner",
                        TestDatabase.database().ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute("""
                create schema if not exists probe;
                grant usage on schema probe to kvartal_app;
                create table if not exists probe.note (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));
                alter table probe.note enable row level security;
                alter table probe.note force row level security;
                create policy tenant on probe.note
                    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid or nullif(current_setting('app.staff', true), '') is not null)
                    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid or nullif(current_setting('app.staff', true), '') is not null);
                grant select, insert on probe.note to kvartal_app\
                """);
        }
    }

    @org.junit.jupiter.api.AfterAll
    void noTraceForTheCatalogueTest() throws Exception {
        try (var owner = java.sql.DriverManager.getConnection(
                        TestDatabase.database().jdbcUrl(),
                        "kvartal_owner",
                        TestDatabase.database().ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute("drop schema probe cascade");
        }
    }

    @Test
    void aTenantSeesItsOwnRowsOnly() {
        var alpha = Tenants.random();
        var beta = Tenants.random();
        tx.in(alpha, db -> note(db, alpha)).block();
        assertThat(tx.in(alpha, TenantTxDbTests::count).block()).isEqualTo(1);
        assertThat(tx.in(beta, TenantTxDbTests::count).block()).isZero();
        assertThat(tx.portal(TenantTxDbTests::count).block()).isZero();
        assertThat(tx.staff(new StaffAccess("someone", "a look around"), TenantTxDbTests::count)
                        .block())
                .isPositive();
    }

    @Test
    void workOfThePortalThatIsRepeatedMayMeetAnotherTenantEachTime() {
        var tenants = Stream.generate(Tenants::random).limit(3).iterator();
        var work = tx.portal(db -> {
            var tenant = tenants.next();
            return tx.in(tenant, own -> note(own, tenant).then(count(own)));
        });
        assertThat(work.repeat(2).collectList().block()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void oneStatementSeesItsTenantsRowsOnlyAndLeavesNoTenantBehind() {
        var alpha = Tenants.random();
        var beta = Tenants.random();
        tx.in(alpha, db -> note(db, alpha)).block();
        tx.in(beta, db -> note(db, beta)).block();
        for (int i = 0; i < 40; i++) {
            var mine = i % 2 == 0 ? alpha : beta;
            assertThat(owners(mine, "select tenant_id from probe.note where tenant_id = :tenant")
                            .block())
                    .containsExactly(mine);
            assertThat(owners(mine, "select tenant_id from probe.note where :tenant is not null")
                            .block())
                    .as("row security alone")
                    .containsExactly(mine);
            assertThat(tx.portal(TenantTxDbTests::count).block())
                    .as("the connection has forgotten the tenant")
                    .isZero();
        }
    }

    @Test
    void oneStatementIsAPartOfTheTransactionThatItStandsIn() {
        var alpha = Tenants.random();
        var select = "select tenant_id from probe.note where tenant_id = :tenant";
        assertThat(tx.in(alpha, db -> note(db, alpha).then(owners(alpha, select)))
                        .block())
                .containsExactly(alpha);
        StepVerifier.create(tx.in(alpha, db -> owners(Tenants.random(), select)))
                .expectError(IllegalStateException.class)
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(owners(alpha, "select tenant_id from probe.note"))
                .expectError(IllegalArgumentException.class)
                .verify(Duration.ofSeconds(10));
    }

    private Mono<List<TenantId>> owners(TenantId tenant, String select) {
        return tx.list(tenant, select, Map.of(), row -> new TenantId(row.get("tenant_id", UUID.class)));
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        var alpha = Tenants.random();
        StepVerifier.create(tx.in(alpha, db -> note(db, Tenants.random())))
                .expectErrorMatches(refusal -> refusal.getMessage().contains("row-level security"))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aTransactionDoesNotChangeItsTenant() {
        StepVerifier.create(tx.in(Tenants.random(), db -> tx.in(Tenants.random(), TenantTxDbTests::count)))
                .expectError(IllegalStateException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void portalWorkLearnsItsTenantOnce() {
        var alpha = Tenants.random();
        var work =
                tx.portal(db -> tx.in(alpha, inner -> note(inner, alpha)).then(tx.in(alpha, TenantTxDbTests::count)));
        assertThat(work.block()).isEqualTo(1);
        StepVerifier.create(tx.portal(db ->
                        tx.in(alpha, TenantTxDbTests::count).then(tx.in(Tenants.random(), TenantTxDbTests::count))))
                .expectError(IllegalStateException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void nestedWorkJoinsAndFallsWithItsTransaction() {
        var alpha = Tenants.random();
        var work = tx.in(alpha, db -> tx.in(alpha, inner -> note(inner, alpha))
                .then(Mono.<Long>error(new IllegalStateException("late"))));
        StepVerifier.create(work).expectErrorMessage("late").verify(Duration.ofSeconds(10));
        assertThat(tx.in(alpha, TenantTxDbTests::count).block()).isZero();
    }

    @Test
    void crossingTenantsIsWrittenDown() {
        tx.staff(new StaffAccess("auditor", "reason-" + Tenants.random()), TenantTxDbTests::count)
                .block();
        var written = tx.portal(
                db -> db.sql("select count(*) from platform.audit where actor = 'auditor' and action = 'cross-tenant'")
                        .map(row -> row.get(0, Long.class))
                        .one());
        assertThat(written.block()).isPositive();
    }

    /** A caller that asks for one value after the other gets all of them. */
    @Test
    void aResultWaitsForTheCallersDemand() {
        var results = Flux.range(0, 5)
                .concatMap(i -> tx.portal(db -> TenantTxDbTests.count(db).thenReturn(i)));
        StepVerifier.create(results, 1)
                .expectNext(0)
                .thenAwait(Duration.ofMillis(300))
                .thenRequest(1)
                .expectNext(1)
                .thenRequest(10)
                .expectNext(2, 3, 4)
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    /** Thousands of callers go away at any moment: nothing acknowledged is lost, nothing leaks, nobody lands in a foreign transaction. */
    @Test
    void callersThatGoAwayLeaveNothingBehind() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var acknowledged = ConcurrentHashMap.<TenantId>newKeySet();
        var foreign = new AtomicInteger();
        Flux.range(0, 2000)
                .flatMap(i -> caller(random.nextInt(15), acknowledged, foreign), 40)
                .blockLast(Duration.ofMinutes(2));
        // abandoned work still runs; on a busy machine it takes its time, but it ends
        await().atMost(Duration.ofSeconds(30)).until(this::isQuiet);
        var lost = new ArrayList<TenantId>();
        for (var tenant : acknowledged) {
            if (tx.in(tenant, TenantTxDbTests::count).block() != 1) {
                lost.add(tenant);
            }
        }
        assertThat(lost).as("acknowledged and lost, seed %s", seed).isEmpty();
        assertThat(foreign.get())
                .as("landed in a foreign transaction, seed %s", seed)
                .isZero();
        assertThat(pool.getMetrics().orElseThrow().acquiredSize())
                .as("leaked, seed %s", seed)
                .isZero();
        var open = tx.portal(db -> db.sql(
                        "select count(*) from pg_stat_activity where state like 'idle in transaction%' and usename ="
                                + " 'kvartal_app'")
                .map(row -> row.get(0, Long.class))
                .one());
        assertThat(open.block()).isZero();
    }

    private boolean isQuiet() {
        var metrics = pool.getMetrics().orElseThrow();
        return metrics.acquiredSize() == 0 && metrics.pendingAcquireSize() == 0;
    }

    private Mono<Void> caller(int patience, java.util.Set<TenantId> acknowledged, AtomicInteger foreign) {
        var tenant = Tenants.random();
        return tx.in(tenant, db -> TenantTxDbTests.count(db)
                        .doOnNext(seen -> foreign.addAndGet(seen.intValue()))
                        .then(note(db, tenant))
                        .then(db.sql("select pg_sleep(0.002)").then()))
                .doOnSuccess(done -> acknowledged.add(tenant))
                .timeout(Duration.ofMillis(1 + patience))
                .onErrorComplete();
    }

    private static Mono<Void> note(DatabaseClient db, TenantId tenant) {
        return db.sql("insert into probe.note (tenant_id, id) values (:tenant, :id)")
                .bind("tenant", tenant.value())
                .bind("id", UUID.randomUUID())
                .then();
    }

    private static Mono<Long> count(DatabaseClient db) {
        return db.sql("select count(*) from probe.note")
                .map(row -> row.get(0, Long.class))
                .one();
    }
}

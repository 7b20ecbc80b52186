package io.kvartal.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Flux;

@DbTest
class LeaseDbTests {
    @Autowired
    Numbers numbers;

    @Autowired
    Samples samples;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @AfterEach
    void backToTheStart() {
        clock.set(TestClock.START);
    }

    @Test
    void manyAtOnceNeverShareANumber() {
        var complexes = IntStream.range(0, 8).mapToObj(i -> samples.complex()).toList();
        samples.pool(12, complexes.toArray(io.kvartal.catalogue.Complex[]::new));
        var shown = Flux.range(0, 64)
                .flatMap(i -> numbers.reveal(Samples.visitor(), complexes.get(i % 8)), 64)
                .collectList()
                .block();
        var dynamic = shown.stream()
                .filter(reveal -> reveal.kind() == Kind.DYNAMIC)
                .map(Reveal::number)
                .toList();
        assertThat(shown).hasSize(64);
        assertThat(dynamic).doesNotHaveDuplicates().hasSize(12);
        assertThat(shown).filteredOn(reveal -> reveal.kind() == Kind.COMPLEX).hasSize(52);
        assertThat(overlaps()).isZero();
    }

    @Test
    void oneVisitorClickingManyTimesAtOnceHasOneNumber() {
        var complex = samples.complex();
        samples.pool(20, complex);
        var visitor = Samples.visitor();
        var shown = Flux.range(0, 32)
                .flatMap(i -> numbers.reveal(visitor, complex), 32)
                .map(Reveal::number)
                .collectList()
                .block();
        assertThat(new HashSet<>(shown)).hasSize(1);
    }

    @Test
    void theDatabaseRefusesWhatCodeMightForget() {
        var complex = samples.complex();
        var line = samples.pool(1, complex).getFirst();
        numbers.reveal(Samples.visitor(), complex).block();
        var naive = tx.portal(db -> db.sql("""
            insert into number.lease (id, number_id, visitor_id, complex_id, during, active_at)
            select :id, id, :visitor, :complex, tstzrange(:from, :to), :from from number.line where e164 = :line
            """)
                .bind("id", Ids.next())
                .bind("visitor", Samples.visitor().value())
                .bind("complex", complex.id().value())
                .bind("from", clock.instant().plusSeconds(60))
                .bind("to", clock.instant().plusSeconds(120))
                .bind("line", line.e164())
                .then());
        assertThatThrownBy(naive::block).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theSameNumberWhileTheLeaseLivesAndItMovesOn() {
        var complex = samples.complex();
        samples.pool(8, complex);
        var visitor = Samples.visitor();
        var first = numbers.reveal(visitor, complex).block();
        assertThat(first.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
        clock.advance(Duration.ofMinutes(20));
        var second = numbers.reveal(visitor, complex).block();
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(50)));
        clock.advance(Duration.ofMinutes(20));
        assertThat(numbers.reveal(visitor, complex).block().expiresAt())
                .isEqualTo(TestClock.START.plus(Duration.ofMinutes(60)));
        clock.advance(Duration.ofMinutes(20));
        assertThat(numbers.live(visitor, complex.id()).block()).isEmpty();
        assertThat(numbers.reveal(visitor, complex).block().number()).isNotEqualTo(first.number());
    }

    @Test
    void aNumberRestsBeforeTheNextVisitorAndTheLongestRestedGoesFirst() {
        var complex = samples.complex();
        var other = samples.complex();
        samples.pool(2, complex, other);
        var a = numbers.reveal(Samples.visitor(), complex).block().number();
        clock.advance(Duration.ofMinutes(5));
        var b = numbers.reveal(Samples.visitor(), other).block().number();
        assertThat(b).isNotEqualTo(a);
        clock.set(TestClock.START.plus(Duration.ofMinutes(90)).minusSeconds(1));
        assertThat(numbers.reveal(Samples.visitor(), complex).block().kind()).isEqualTo(Kind.COMPLEX);
        clock.set(TestClock.START.plus(Duration.ofMinutes(96)));
        assertThat(numbers.reveal(Samples.visitor(), complex).block().number()).isEqualTo(a);
        assertThat(numbers.reveal(Samples.visitor(), other).block().number()).isEqualTo(b);
    }

    @Test
    void aComplexHoldsAQuarterOfThePoolAtMost() {
        var complex = samples.complex();
        var other = samples.complex();
        samples.pool(8, complex, other);
        var kinds = Flux.range(0, 5)
                .concatMap(i -> numbers.reveal(Samples.visitor(), complex))
                .map(Reveal::kind)
                .collectList()
                .block();
        assertThat(kinds).containsExactly(Kind.DYNAMIC, Kind.DYNAMIC, Kind.COMPLEX, Kind.COMPLEX, Kind.COMPLEX);
        assertThat(numbers.reveal(Samples.visitor(), other).block().kind()).isEqualTo(Kind.DYNAMIC);
    }

    @Test
    void withoutAPoolTheComplexsOwnNumberIsShownAndFound() {
        var complex = samples.complex();
        var shown = numbers.reveal(Samples.visitor(), complex.id()).block();
        assertThat(shown.kind()).isEqualTo(Kind.STATIC);
        assertThat(shown.number()).isEqualTo(complex.staticNumber());
        assertThat(numbers.resolve(shown.number(), null, clock.instant()).block())
                .isEqualTo(new Resolution(complex.id(), null, Confidence.STATIC));
    }

    @Test
    void aCallIsTheVisitorsWhoWasShownTheNumber() {
        var complex = samples.complex();
        samples.pool(4, complex);
        var visitor = Samples.visitor();
        var number = numbers.reveal(visitor, complex).block().number();
        assertThat(numbers.resolve(number, null, at(29)).block())
                .isEqualTo(new Resolution(complex.id(), visitor, Confidence.EXACT));
        assertThat(numbers.resolve(number, null, at(31)).block().confidence()).isEqualTo(Confidence.LATE);
        assertThat(numbers.resolve(Samples.number(), null, at(1)).block()).isEqualTo(Resolution.NONE);
    }

    @Test
    void aCallerIsRememberedThoughTheNumberIsAnothersNow() {
        var first = samples.complex();
        var second = samples.complex();
        samples.pool(1, first, second);
        var visitor = Samples.visitor();
        var number = numbers.reveal(visitor, first).block().number();
        var caller = Ids.next().toString().getBytes();
        numbers.remember(caller, number, first.id(), visitor, at(10)).block();
        clock.set(at(200));
        assertThat(numbers.reveal(Samples.visitor(), second).block().number()).isEqualTo(number);
        assertThat(numbers.resolve(number, caller, at(201)).block())
                .isEqualTo(new Resolution(first.id(), visitor, Confidence.MEMORY));
        assertThat(numbers.resolve(number, "another".getBytes(), at(201))
                        .block()
                        .complex())
                .isEqualTo(second.id());
        var edge = at(10).plus(Duration.ofDays(90));
        assertThat(numbers.resolve(number, caller, edge).block().confidence()).isEqualTo(Confidence.MEMORY);
        assertThat(numbers.resolve(number, caller, edge.plusMillis(1)).block().confidence())
                .isEqualTo(Confidence.LATE);
        numbers.remember(caller, number, second.id(), null, at(5)).block();
        assertThat(numbers.resolve(number, caller, at(201)).block().complex()).isEqualTo(first.id());
    }

    @Test
    void loadIsCounted() {
        var complex = samples.complex();
        samples.pool(4, complex);
        Flux.range(0, 3)
                .concatMap(i -> numbers.reveal(Samples.visitor(), complex))
                .blockLast();
        var load = numbers.load().block().stream()
                .filter(pool -> pool.numbers() == 4 && pool.shownPerHour() == 3)
                .toList();
        assertThat(load).isNotEmpty();
        assertThat(load.getFirst().overflow()).isEqualTo(2);
        assertThat(load.getFirst().needed()).isEqualTo(Erlang.needed(4.5, 0.01));
    }

    private static Instant at(int minute) {
        return TestClock.START.plus(Duration.ofMinutes(minute));
    }

    private long overlaps() {
        return tx.portal(db -> db.sql("""
            select count(*) as n from number.lease a join number.lease b
            on a.number_id = b.number_id and a.id < b.id and a.during && b.during
            """).map(row -> row.get("n", Long.class)).one())
                .block();
    }
}

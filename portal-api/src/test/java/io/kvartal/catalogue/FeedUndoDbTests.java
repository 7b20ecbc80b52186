package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.content.HandOvers;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Taking a run back. */
@DbTest
class FeedUndoDbTests extends FeedRunBase {
    @Autowired
    HandOvers handOvers;

    @Autowired
    ComplexAddresses addresses;

    @Test
    void undoingTheSecondOfTwoRandomRunsLeavesTheFirst() {
        for (long seed = 1; seed <= 25; seed++) {
            var random = new Random(seed);
            release(run(random(random, 0)));
            var afterFirst = stock();
            var second = release(run(random(random, 1)));
            assertThat(stock()).as("seed %d", seed).isNotEqualTo(afterFirst);
            var undone = feeds.undo(second.id(), "anna", "wrong file").block();
            assertThat(undone.state()).isEqualTo(ImportState.UNDONE);
            assertThat(stock()).as("seed %d", seed).isEqualTo(afterFirst);
        }
        assertThat(count("select count(*) as n from catalogue.withdrawn_price w join catalogue.unit u on u.id ="
                        + " w.unit_id where u.developer_id = :d"))
                .as("prices that were published stay on record")
                .isPositive();
        assertThat(count("select count(*) as n from platform.audit where action = 'feed-undo' and subject in"
                        + " (select id::text from catalogue.import_run where developer_id = :d)"))
                .isEqualTo(25);
    }

    private ImportReport release(ImportReport report) {
        return report.state() == ImportState.HELD
                ? feeds.release(report.id(), "boris").block()
                : report;
    }

    /** Up to 40 flats in two complexes; day, price, area, state, house and name vary. */
    private static String random(Random random, int round) {
        return Yrl.feed(IntStream.range(0, 40)
                .filter(i -> random.nextInt(4) > 0)
                .mapToObj(i -> Yrl.offer("u" + i, o -> o.replace(
                                "25000000", String.valueOf(20_000_000 + random.nextInt(20) * 1_000_000L))
                        .replace("<value>50.5</value>", "<value>" + (40 + random.nextInt(30)) + "</value>")
                        .replace("<building-section>1<", "<building-section>" + (1 + random.nextInt(2)) + "<")
                        .replace("Тест Парк", i % 2 == 0 ? "Тест Парк" : "Тест Сад")
                        .replace("<ready-quarter>4<", "<ready-quarter>" + (1 + random.nextInt(4)) + "<")
                        .replace("пр. Достык, 1", "пр. Достык, " + (round + 1))
                        .replace("2026-11-15T09", "2026-11-" + (10 + random.nextInt(5)) + "T09")
                        .replace("</offer>", (random.nextInt(5) == 0 ? "<status>reserved</status>" : "") + "</offer>")))
                .toArray(String[]::new));
    }

    @Test
    void onlyTheLatestRunInForceCanBeUndone() {
        var first = run(feed(0, 10));
        var second = run(feed(0, 9));
        assertThatThrownBy(() -> feeds.undo(first.id(), "anna", "why").block()).isInstanceOf(Problem.Conflict.class);
        feeds.undo(second.id(), "anna", "why").block();
        assertThatThrownBy(() -> feeds.undo(second.id(), "anna", "why").block()).isInstanceOf(Problem.Conflict.class);
        feeds.undo(first.id(), "anna", "why").block();
        assertThat(stock()).isEmpty();
        assertThat(run(feed(0, 10)).state()).isEqualTo(ImportState.APPLIED);
        assertThat(count("select count(*) as n from catalogue.unit where developer_id = :d and state = 'AVAILABLE'"))
                .isEqualTo(10);
    }

    @Test
    void promisesOfARunGoWithItAndThoseOfPeopleStay() {
        run(feed(0, 3));
        var before = promises();
        var later = run(feed(0, 3).replace("<built-year>2027<", "<built-year>2028<"));
        assertThat(promises()).hasSize(2).startsWith(before.getFirst());
        feeds.undo(later.id(), "anna", "wrong file").block();
        assertThat(promises()).isEqualTo(before);

        var again = run(feed(0, 3).replace("<built-year>2027<", "<built-year>2028<"));
        var complex = catalogue.complexesOf(developer).block().getFirst();
        handOvers
                .earlier(complex.id(), "1", Instant.parse("2025-01-10T00:00:00Z"), 2026 * 4 + 1)
                .block();
        feeds.undo(again.id(), "anna", "wrong file").block();
        assertThat(promises()).containsExactly("8105 false", before.getFirst());
    }

    /** Quarter and hand-over, as it was said over time. */
    private List<String> promises() {
        return tx.portal(db -> db.sql("""
            select p.completion || ' ' || p.handed_over as promise from catalogue.building_plan p
            join catalogue.building b on b.id = p.building_id join catalogue.complex c on c.id = b.complex_id
            where c.developer_id = :d order by p.said_at\
            """)
                        .bind("d", developer.value())
                        .map(row -> row.get("promise", String.class))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void whatPeopleChangedAfterTheRunStays() {
        run(feed(0, 3));
        var complex = catalogue.complexesOf(developer).block().getFirst();
        var second = run(feed(0, 3).replace("пр. Достык, 1", "пр. Достык, 2"));
        addresses.rename(complex.slug(), slug + "-renamed", "anna").block();
        tx.portal(db -> Complexes.staticNumber(db, complex.id(), "+77273000001"))
                .block();
        feeds.undo(second.id(), "anna", "wrong file").block();
        assertThat(count("select count(*) as n from catalogue.complex where developer_id = :d and slug like '%-renamed'"
                        + " and static_number = '+77273000001' and address = 'пр. Достык, 1'"))
                .isEqualTo(1);
    }
}

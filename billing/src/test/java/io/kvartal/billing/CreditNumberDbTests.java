package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Credit notes as numbered documents, goodwill, and what the database itself refuses. */
@DbTest
class CreditNumberDbTests extends BillingBase {
    @Autowired
    Credits credits;

    private long last() {
        return tx.staff(StaffAccess.system("test"), db -> db.sql("""
            select coalesce(max(right(number, 6)::bigint), 0) as last from billing.credit_number
            where legal_entity = 'kvartal-kz'\
            """)
                        .map(row -> row.get("last", Long.class))
                        .one())
                .block();
    }

    @Test
    void numbersAreGaplessAlsoWhenManyAreGivenAtOnceAndEachTwice() {
        sign(SampleContracts.cpl());
        var charge = charged();
        var notes = IntStream.range(0, 40)
                .mapToObj(i -> credits.goodwill(tenant, charge.id(), Money.kzt(100), null, "note " + i, "b")
                        .block())
                .toList();
        var before = last();
        Flux.fromIterable(notes)
                .concatWith(Flux.fromIterable(notes))
                .flatMap(note -> credits.number(tenant, note.id()).subscribeOn(Schedulers.parallel()), 16)
                .blockLast();
        var numbers = credits.ofCharge(tenant, charge.id()).block().stream()
                .map(Credits.Line::number)
                .sorted()
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> "KV-C-%06d".formatted(before + i))
                        .toList());
        assertThat(last()).isEqualTo(before + 40);
    }

    @Test
    void aNumberThatIsRolledBackLeavesNoGap() {
        sign(SampleContracts.cpl());
        var charge = charged();
        var note = credits.goodwill(tenant, charge.id(), null, null, "all", "b").block();
        var before = last();
        assertThatThrownBy(() -> tx.in(tenant, db -> credits.number(tenant, note.id())
                                .then(reactor.core.publisher.Mono.error(new IllegalStateException("power cut"))))
                        .block())
                .hasMessage("power cut");
        credits.number(tenant, note.id()).block();
        assertThat(credits.document(tenant, note.id()).block().number()).isEqualTo("KV-C-%06d".formatted(before + 1));
    }

    @Test
    void theDocumentPrintsAndAnotherTenantFindsNothing() {
        sign(SampleContracts.cpl());
        var charge = charged();
        var note = credits.goodwill(tenant, charge.id(), null, new BigDecimal("33.33"), "a third", "b")
                .block();
        assertThat(note.amount()).isEqualTo(Money.of(new BigDecimal("4999.50"), Money.KZT));
        credits.number(tenant, note.id()).block();
        var pdf = credits.pdf(tenant, note.id(), Lang.RU).block();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThatThrownBy(() -> credits.document(Tenants.random(), note.id()).block())
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void manyWhoCreditAtOnceNeverGiveBackMoreThanTheCharge() {
        sign(SampleContracts.cpl());
        var charge = charged();
        var given = Flux.range(0, 12)
                .flatMap(
                        i -> credits.goodwill(tenant, charge.id(), Money.kzt(4_000), null, "at once", "b")
                                .onErrorResume(Problem.Conflict.class, late -> reactor.core.publisher.Mono.empty())
                                .subscribeOn(Schedulers.parallel()),
                        12)
                .collectList()
                .block();
        assertThat(given).hasSize(3);
        assertThat(billing.charge(tenant, charge.id()).block().charge().rest()).isEqualTo(Money.kzt(3_000));
    }

    @Test
    void theDatabaseRefusesMoreVatThanTheChargeCarriesAndAnotherRate() {
        sign(SampleContracts.cpl());
        var charge = charged();
        for (var wrong : List.of(Money.of(16_001, "KZT"), Money.kzt(200))) {
            var note = note(charge, charge.vatRate());
            assertThatThrownBy(() -> tx.in(tenant, db -> new CreditNotes().insert(db, tenant, note, wrong))
                            .block())
                    .hasStackTraceContaining("VAT of the credits exceeds");
        }
        var otherRate = note(charge, new BigDecimal("0.1200"));
        assertThatThrownBy(() -> tx.in(
                                tenant, db -> new CreditNotes().insert(db, tenant, otherRate, Money.of(12_000, "KZT")))
                        .block())
                .hasStackTraceContaining("VAT of the credits exceeds");
    }

    private CreditNote note(Charge charge, BigDecimal rate) {
        return new CreditNote(
                Ids.next(),
                charge.id(),
                CreditReason.GOODWILL,
                Money.kzt(1_000),
                rate,
                "",
                "q",
                clock.instant(),
                false,
                null);
    }
}

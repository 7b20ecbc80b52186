package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Reading the ledger: balances, journals, statements, and the comparison with the documents. */
@DbTest
class BooksDbTests extends BillingBase {
    @Autowired
    Books books;

    @Autowired
    Statements statements;

    @Autowired
    LedgerCheck check;

    @Autowired
    InvoiceBook book;

    private final Ledger ledger = new Ledger();

    private static Money some(Random random) {
        return new Money(1 + random.nextLong(5_000_000), Money.KZT);
    }

    private static Journal any(Random random, List<Journal> invoices) {
        var id = Ids.next();
        return switch (random.nextInt(13)) {
            case 0 -> Journal.charge(id, some(random));
            case 1 -> Journal.creditBeforeInvoice(id, some(random));
            case 2 -> Journal.creditAfterInvoice(id, some(random), some(random));
            case 3 -> Journal.payment(id, Account.STRIPE_CLEARING, some(random));
            case 4 -> Journal.prepayment(id, Account.CASH, some(random));
            case 5 -> Journal.settlement(id, some(random));
            case 6 -> Journal.refund(id, Account.PREPAID, Account.CASH, some(random));
            case 7 -> Journal.chargeback(id, some(random), Money.kzt(15));
            case 8 -> Journal.chargebackWon(id, some(random), Money.ZERO_KZT);
            case 9 -> Journal.payout(id, some(random), Money.kzt(7));
            case 10 -> Journal.writeOff(id, some(random));
            case 11 -> Journal.recovery(id, random.nextBoolean() ? Account.CASH : Account.RECEIVABLE, some(random));
            default -> {
                if (random.nextBoolean() && !invoices.isEmpty()) {
                    yield invoices.removeLast().voided();
                }
                var invoice = Journal.invoice(id, some(random), some(random), new Money(random.nextLong(3), Money.KZT));
                invoices.add(invoice);
                yield invoice;
            }
        };
    }

    /** Sixty random histories of all kinds of journals, each with a statement between two random days. */
    @Test
    void afterAnyHistoryTheBalanceIsZeroAndAStatementClosesWithWhatTheLedgerSays() {
        var random = random();
        for (int history = 0; history < 60; history++) {
            var own = Tenants.random();
            contracts.sign(own, SampleContracts.cpl(), "tester").block();
            var invoices = new ArrayList<Journal>();
            var begin = Instant.parse("2026-03-01T00:00:00Z");
            var journals = Flux.range(0, 25).concatMap(no -> {
                var at = begin.plus(Duration.ofHours(no * 97L + random.nextInt(90)));
                var journal = any(random, invoices);
                return tx.in(own, db -> ledger.post(db, own, journal, at).thenReturn(journal));
            });
            assertThat(journals.collectList().block()).hasSize(25);
            var from = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(60));
            var to = from.plusDays(random.nextInt(60));
            var statement = statements.of(own, from, to).block();
            var balance = books.trialBalance(
                            STAFF,
                            own,
                            to.plusDays(1).atStartOfDay(Ui.ZONE).toInstant().minusNanos(1000))
                    .block();
            assertThat(balance.isBalanced()).isTrue();
            assertThat(statement.closing())
                    .isEqualTo(balance.rows().stream()
                            .filter(row -> row.account() == Account.RECEIVABLE
                                    || row.account() == Account.PREPAID
                                    || row.account() == Account.CREDITS)
                            .map(TrialBalance.Row::balance)
                            .reduce(Money.ZERO_KZT, Money::plus));
            assertThat(statement.opening().plus(statement.debit()).minus(statement.credit()))
                    .isEqualTo(statement.closing());
            assertThat(statement.lines()).allSatisfy(line -> assertThat(
                            line.debit().isZero() != line.credit().isZero())
                    .isTrue());
        }
    }

    @Test
    void everyJournalIsOnOnePageAndNamesWhatItCameFrom() {
        sign(SampleContracts.cpl());
        for (int i = 0; i < 60; i++) {
            charged();
        }
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        billing.paid(tenant, invoice.id(), invoice.total(), Ids.next().toString(), clock.instant())
                .block();
        var filter = LedgerFilter.until(clock.instant()).of(tenant);
        var first = books.journals(STAFF, filter, null).block();
        var second = books.journals(STAFF, filter, first.nextCursor()).block();
        assertThat(first.items()).hasSize(50);
        assertThat(second.items()).hasSize(12);
        assertThat(second.nextCursor()).isNull();
        var ids = new HashSet<UUID>();
        first.items().forEach(entry -> ids.add(entry.id()));
        second.items().forEach(entry -> ids.add(entry.id()));
        assertThat(ids).hasSize(62);
        assertThat(books.all(STAFF, filter).collectList().block()).hasSize(62);
        var receivable = books.journals(STAFF, filter.with(Account.RECEIVABLE), null)
                .block()
                .items();
        assertThat(receivable).extracting(LedgerEntry::kind).containsExactlyInAnyOrder("PAYMENT", "INVOICE");
        assertThat(receivable).allSatisfy(entry -> {
            assertThat(entry.document()).isEqualTo(invoice.number());
            assertThat(entry.invoice()).isEqualTo(invoice.id());
        });
        assertThat(books.journal(STAFF, tenant, receivable.getFirst().id()).block())
                .isEqualTo(receivable.getFirst());
        assertThatThrownBy(() -> books.journal(
                                STAFF, Tenants.random(), receivable.getFirst().id())
                        .block())
                .isInstanceOf(Problem.NotFound.class);
        for (var forged : List.of("x", "2026_x", "2026-11-16T06:00:00Z_x")) {
            assertThatThrownBy(() -> books.journals(STAFF, filter, forged).block())
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void aBalanceOfOneDeveloperAtAnInstantHoldsNothingOfOthersNorOfLater() {
        sign(SampleContracts.cpl());
        charged();
        var before = clock.instant();
        clock.advance(Duration.ofHours(1));
        charged();
        var other = Tenants.random();
        contracts.sign(other, SampleContracts.cpl(), "tester").block();
        assertThat(unbilled(tenant, before)).isEqualTo(PRICE);
        assertThat(unbilled(tenant, clock.instant())).isEqualTo(PRICE.times(2));
        assertThat(unbilled(other, clock.instant())).isEqualTo(Money.ZERO_KZT);
    }

    private Money unbilled(TenantId of, Instant at) {
        return books.trialBalance(STAFF, of, at).block().rows().stream()
                .filter(row -> row.account() == Account.UNBILLED)
                .map(TrialBalance.Row::balance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void documentsAndLedgerAgreeThroughALifeAndAPlantedDifferenceIsFoundWithBothFigures() {
        sign(SampleContracts.cpl());
        var charge = charged();
        charged();
        assertThat(differences()).isEmpty();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(1_000), "", "q")
                .block();
        assertThat(differences()).isEmpty();
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(2_000), "", "q")
                .block();
        billing.paid(tenant, invoice.id(), Money.kzt(10_000), Ids.next().toString(), clock.instant())
                .block();
        charged();
        assertThat(differences()).isEmpty();

        tx.in(tenant, db -> ledger.post(db, tenant, Journal.writeOff(Ids.next(), Money.kzt(500)), clock.instant()))
                .block();
        assertThat(differences()).singleElement().satisfies(found -> {
            var open = invoice.total().minus(Money.kzt(10_000));
            assertThat(found.account()).isEqualTo(Account.RECEIVABLE);
            assertThat(found.documents()).isEqualTo(open);
            assertThat(found.ledger()).isEqualTo(open.minus(Money.kzt(500)));
            assertThat(found.difference()).isEqualTo(Money.kzt(-500));
        });
        var kept = check.last(STAFF).block();
        assertThat(kept.differences()).anyMatch(one -> one.tenant().equals(tenant));
    }

    /** Too much is paid, the rest lies in the balance, the balance pays the next invoice, and that one is given up. */
    @Test
    void balancesSettlementsAndWriteOffsAgreeWithTheirDocumentsAndTheStatementClosesRight() {
        sign(SampleContracts.cpl());
        charged();
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        var first = billing.invoices(tenant).block().getFirst();
        billing.paid(
                        tenant,
                        first.id(),
                        first.total().plus(Money.kzt(5_000)),
                        Ids.next().toString(),
                        clock.instant())
                .block();
        assertThat(differences()).isEmpty();
        charged();
        clock.set(Instant.parse("2027-01-01T06:00:00Z"));
        billing.close(BillingPeriod.parse("2026-12"), STAFF).block();
        var second = billing.invoices(tenant).block().getFirst();
        assertThat(second.paid()).isEqualTo(Money.kzt(5_000));
        assertThat(differences()).isEmpty();
        book.writeOff(tenant, second.id(), "gone", "billing").block();
        assertThat(differences()).isEmpty();
        clock.advance(Duration.ofDays(1));
        billing.paid(tenant, second.id(), Money.kzt(12_400), Ids.next().toString(), clock.instant())
                .block();
        assertThat(differences()).isEmpty();
        var statement = statements
                .of(tenant, LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 31))
                .block();
        assertThat(statement.closing()).isEqualTo(Money.ZERO_KZT);
        assertThat(statement.lines())
                .extracting(Statement.Line::kind)
                .containsExactly("INVOICE", "PAYMENT", "PAYMENT", "INVOICE", "WRITE_OFF", "RESTORED", "PAYMENT");
    }

    private List<LedgerDifference> differences() {
        return check.run(STAFF).block().differences().stream()
                .filter(one -> one.tenant().equals(tenant))
                .toList();
    }

    @Test
    void theNightlyComparisonRunsOnceANight() {
        clock.set(Instant.parse("2031-05-05T20:30:00Z"));
        assertThat(check.nightly().block()).isFalse();
        clock.set(Instant.parse("2031-05-05T21:30:00Z"));
        assertThat(check.nightly().block()).isTrue();
        assertThat(check.nightly().block()).isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(check.nightly().block()).isTrue();
    }

    @Test
    void aStatementTellsTheStoryOfAnAccount() {
        sign(SampleContracts.cpl());
        var charge = charged();
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(5_000), "", "q")
                .block();
        billing.paid(tenant, invoice.id(), Money.kzt(17_400), Ids.next().toString(), clock.instant())
                .block();
        tx.in(tenant, db -> ledger.post(db, tenant, Journal.settlement(Ids.next(), Money.kzt(1)), clock.instant()))
                .block();
        var statement = statements
                .of(tenant, LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31))
                .block();
        assertThat(statement.opening()).isEqualTo(Money.ZERO_KZT);
        assertThat(statement.lines()).extracting(Statement.Line::kind).containsExactly("INVOICE", "CREDIT", "PAYMENT");
        assertThat(statement.lines().getFirst().document()).isEqualTo(invoice.number());
        assertThat(statement.lines().getLast().document()).isEqualTo(invoice.number());
        assertThat(statement.debit()).isEqualTo(Money.kzt(17_400));
        assertThat(statement.credit()).isEqualTo(Money.kzt(17_400 + 5_800));
        assertThat(statement.closing()).isEqualTo(Money.kzt(-5_800));
        var january = statements
                .of(tenant, LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31))
                .block();
        assertThat(january.opening()).isEqualTo(statement.closing());
        assertThat(january.lines()).isEmpty();
        assertThat(statements
                        .pdf(tenant, statement.from(), statement.to(), Lang.KK)
                        .block())
                .startsWith("%PDF".getBytes());
        assertThatThrownBy(() -> statements
                        .of(tenant, LocalDate.of(2027, 1, 2), LocalDate.of(2027, 1, 1))
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> statements
                        .of(Tenants.random(), statement.from(), statement.to())
                        .block())
                .isInstanceOf(Problem.NotFound.class);
    }
}

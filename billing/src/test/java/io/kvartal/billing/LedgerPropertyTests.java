package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractId;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.VatTreatment;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.verdict.Contacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Money without a database: journals, invoices and credits over random histories. */
class LedgerPropertyTests {
    private static final Instant AT = Contacts.MONDAY;

    private static Random random() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LedgerPropertyTests seed " + seed);
        return new Random(seed);
    }

    private static Charge charge(Random random) {
        return new Charge(
                ChargeId.next(),
                SampleContracts.TENANT,
                ChargeKind.LEAD,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "",
                "complex-" + random.nextInt(3),
                Channel.values()[random.nextInt(4)],
                new Money(1 + random.nextInt(5) * 3_333L, Money.KZT),
                new BigDecimal(random.nextBoolean() ? "0.1200" : "0.1600"),
                AT.plusSeconds(random.nextInt(1_000_000)),
                AT,
                new ContractId(new UUID(1, 1)),
                1,
                Money.ZERO_KZT,
                null);
    }

    private static Charge with(Charge charge, Money credited) {
        return new Charge(
                charge.id(),
                charge.tenant(),
                charge.kind(),
                charge.lead(),
                charge.contact(),
                charge.description(),
                charge.complex(),
                charge.channel(),
                charge.amount(),
                charge.vatRate(),
                charge.occurredAt(),
                charge.chargedAt(),
                charge.contract(),
                charge.contractVersion(),
                credited,
                charge.invoice());
    }

    private static final BillingPeriod NOVEMBER = BillingPeriod.parse("2026-11");

    /** One tenant's books as plain data: every step posts one journal; all invariants are checked after each. */
    private static final class Books {
        final Map<Account, Long> balances = new EnumMap<>(Account.class);
        final Map<ChargeId, Charge> charges = new HashMap<>();
        final Map<ChargeId, Money> vatBack = new HashMap<>();
        final Set<ChargeId> invoiced = new HashSet<>();
        final List<CreditNotes.Stored> open = new ArrayList<>();
        Money due = Money.ZERO_KZT;

        void post(Journal journal) {
            journal.postings()
                    .forEach(posting ->
                            balances.merge(posting.account(), posting.amount().minor(), Math::addExact));
            assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
                    .isZero();
        }

        void charge(Charge charge) {
            charges.put(charge.id(), charge);
            post(Journal.charge(charge.id().value(), charge.amount()));
        }

        void credit(Charge charge, Money amount) {
            var vat = Crediting.vatOf(charge, amount);
            var after = invoiced.contains(charge.id());
            var note = new CreditNote(
                    UUID.randomUUID(),
                    charge.id(),
                    CreditReason.DISPUTE,
                    amount,
                    charge.vatRate(),
                    "",
                    "t",
                    AT,
                    after,
                    null);
            open.add(new CreditNotes.Stored(note, vat));
            charges.put(charge.id(), with(charge, charge.credited().plus(amount)));
            vatBack.merge(charge.id(), vat, Money::plus);
            post(
                    after
                            ? Journal.creditAfterInvoice(note.id(), amount, vat)
                            : Journal.creditBeforeInvoice(note.id(), amount));
            assertThat(charges.get(charge.id()).rest().minor()).isNotNegative();
            assertThat(vatBack.get(charge.id()))
                    .isLessThanOrEqualTo(charge.amount().times(charge.vatRate()));
        }

        void invoice() {
            var owed = charges.values().stream()
                    .filter(charge -> !invoiced.contains(charge.id()))
                    .toList();
            var credits = open.stream()
                    .filter(credit -> credit.note().afterInvoice()
                            || !invoiced.contains(credit.note().charge()))
                    .map(credit -> Groups.of(credit, NOVEMBER))
                    .toList();
            var draft = InvoiceDraft.of(NOVEMBER, Groups.of(owed), credits, Money.KZT);
            var lines = draft.lines().stream().map(InvoiceDraft.Line::printed).toList();
            assertThat(lines.stream().map(InvoiceLine::gross).reduce(Money.ZERO_KZT, Money::plus))
                    .isEqualTo(draft.total());
            assertThat(draft.printedNet().plus(draft.printedVat())).isEqualTo(draft.total());
            assertThat(draft.total().minor()).isNotNegative();
            assertThat(draft.charges()).isEqualTo(owed.size());
            post(Journal.invoice(UUID.randomUUID(), draft.net(), draft.vat(), draft.subtracted()));
            owed.forEach(charge -> invoiced.add(charge.id()));
            var used = draft.lines().stream().map(InvoiceDraft.Line::credit).toList();
            open.removeIf(credit -> used.contains(credit.note().id()));
            due = due.plus(draft.total());
            assertThat(balances.getOrDefault(Account.UNBILLED, 0L)).isZero();
        }

        void pay(Money amount) {
            due = due.minus(amount);
            post(Journal.payment(UUID.randomUUID(), Account.STRIPE_CLEARING, amount));
        }

        /** Any of the journals that move money that is there already. */
        void move(Random random) {
            var id = UUID.randomUUID();
            var prepaid = -balances.getOrDefault(Account.PREPAID, 0L);
            var bad = balances.getOrDefault(Account.BAD_DEBT, 0L);
            var clearing = balances.getOrDefault(Account.STRIPE_CLEARING, 0L);
            switch (random.nextInt(9)) {
                case 0 -> post(Journal.prepayment(id, Account.CASH, part(random, 1_000_000)));
                case 1 -> {
                    if (prepaid > 0 && due.isPositive()) {
                        var amount = part(random, Math.min(prepaid, due.minor()));
                        due = due.minus(amount);
                        post(Journal.settlement(id, amount));
                    }
                }
                case 2 -> {
                    if (prepaid > 0) {
                        post(Journal.refund(id, Account.PREPAID, Account.CASH, part(random, prepaid)));
                    }
                }
                case 3, 4 -> {
                    var amount = part(random, 50_000);
                    due = due.plus(amount);
                    post(Journal.chargeback(id, amount, new Money(random.nextInt(3) * 500L, Money.KZT)));
                    if (random.nextBoolean()) {
                        due = due.minus(amount);
                        post(Journal.chargebackWon(id, amount, Money.ZERO_KZT));
                    }
                }
                case 5 -> {
                    if (clearing > 1_000) {
                        post(Journal.payout(id, part(random, clearing - 1_000), new Money(777, Money.KZT)));
                    }
                }
                case 6 -> {
                    if (due.isPositive()) {
                        var amount = part(random, due.minor());
                        due = due.minus(amount);
                        post(Journal.writeOff(id, amount));
                    }
                }
                case 7 -> {
                    if (bad > 0) {
                        post(Journal.recovery(id, Account.CASH, part(random, bad)));
                    }
                }
                default -> {
                    var invoice = Journal.invoice(id, part(random, 9_000), new Money(1_440, Money.KZT), Money.ZERO_KZT);
                    post(invoice);
                    post(invoice.voided());
                }
            }
            assertThat(balances.getOrDefault(Account.PREPAID, 0L)).isNotPositive();
            assertThat(balances.getOrDefault(Account.BAD_DEBT, 0L)).isNotNegative();
        }

        private static Money part(Random random, long of) {
            return new Money(1 + random.nextLong(of), Money.KZT);
        }
    }

    @Test
    void theLedgerSumsToZeroAfterAnyHistory() {
        var random = random();
        for (int history = 0; history < 1_000; history++) {
            var books = new Books();
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> books.invoice();
                    case 1 -> {
                        if (books.due.isPositive()) {
                            books.pay(new Money(1 + random.nextLong(books.due.minor()), Money.KZT));
                        }
                    }
                    case 2, 3 -> {
                        var left = books.charges.values().stream()
                                .filter(charge -> charge.rest().isPositive())
                                .toList();
                        if (!left.isEmpty()) {
                            var charge = left.get(random.nextInt(left.size()));
                            books.credit(
                                    charge,
                                    new Money(1 + random.nextLong(charge.rest().minor()), Money.KZT));
                        }
                    }
                    case 4, 5, 6, 7 -> books.move(random);
                    default -> books.charge(charge(random));
                }
                assertThat(books.balances.getOrDefault(Account.RECEIVABLE, 0L)).isEqualTo(books.due.minor());
            }
        }
    }

    /** Groups of a few hundred charges at odd prices and rates from 0 to 27 %: what is printed adds up. */
    @Test
    void theSumOfRoundedLinesIsTheTotal() {
        var random = random();
        for (int run = 0; run < 300; run++) {
            var rate = BigDecimal.valueOf(random.nextInt(28), 2);
            var charges = new ArrayList<Charge>();
            for (int i = random.nextInt(1, 300); i > 0; i--) {
                var one = charge(random);
                charges.add(new Charge(
                        one.id(),
                        one.tenant(),
                        one.kind(),
                        one.lead(),
                        one.contact(),
                        "",
                        one.complex(),
                        one.channel(),
                        new Money(random.nextLong(1, 5_000_000), Money.KZT),
                        rate,
                        one.occurredAt(),
                        AT,
                        one.contract(),
                        1,
                        Money.ZERO_KZT,
                        null));
            }
            var draft = InvoiceDraft.of(NOVEMBER, Groups.of(charges), List.of(), Money.KZT);
            assertThat(draft.net())
                    .isEqualTo(charges.stream().map(Charge::amount).reduce(Money.ZERO_KZT, Money::plus));
            assertThat(draft.vat())
                    .isEqualTo(charges.stream()
                            .map(charge -> charge.amount().times(rate))
                            .reduce(Money.ZERO_KZT, Money::plus));
        }
    }

    @Test
    void aJournalThatDoesNotBalanceCannotBeMade() {
        assertThatThrownBy(() -> new Journal(
                        Journal.Kind.CHARGE,
                        UUID.randomUUID(),
                        List.of(new Journal.Posting(Account.UNBILLED, Money.kzt(1)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vatIsTwelvePercentBefore2026AndSixteenFromThen() {
        var rates = new VatRates(List.of(
                new VatRates.Rate(LocalDate.of(2026, 1, 1), new BigDecimal("0.16")),
                new VatRates.Rate(LocalDate.of(2009, 1, 1), new BigDecimal("0.12"))));
        assertThat(rates.on(LocalDate.of(2025, 12, 31), VatTreatment.STANDARD)).isEqualByComparingTo("0.12");
        assertThat(rates.on(LocalDate.of(2026, 1, 1), VatTreatment.STANDARD)).isEqualByComparingTo("0.16");
        assertThatThrownBy(() -> rates.on(LocalDate.of(2000, 1, 1), VatTreatment.STANDARD))
                .isInstanceOf(IllegalStateException.class);
    }
}

package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Money in and out without a database: after any history every account says what the documents say. */
class PaymentPropertyTests {
    private static final class Books {
        final Map<Account, Long> balances = new EnumMap<>(Account.class);
        long open;
        long spare;
        long clearing;
        long cash;
        final List<Long> disputed = new ArrayList<>();

        void post(Journal journal) {
            journal.postings()
                    .forEach(posting ->
                            balances.merge(posting.account(), posting.amount().minor(), Math::addExact));
        }

        long of(Account account) {
            return balances.getOrDefault(account, 0L);
        }

        void fit() {
            assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
                    .isZero();
            assertThat(of(Account.RECEIVABLE)).isEqualTo(open);
            assertThat(of(Account.PREPAID)).isEqualTo(-spare);
            assertThat(of(Account.STRIPE_CLEARING)).isEqualTo(clearing);
            assertThat(of(Account.CASH)).isEqualTo(cash);
        }
    }

    private static Money some(Random random, long most) {
        return new Money(1 + random.nextLong(most), Money.KZT);
    }

    @Test
    void theAccountsSayWhatTheDocumentsSayAfterAnyHistory() {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PaymentPropertyTests seed " + seed);
        var random = new Random(seed);
        for (var history = 0; history < 1_000; history++) {
            var books = new Books();
            for (var step = 0; step < 80; step++) {
                step(random, books);
                books.fit();
            }
        }
    }

    private static void step(Random random, Books books) {
        var id = UUID.randomUUID();
        switch (random.nextInt(9)) {
            case 0 -> {
                var total = some(random, 1_000_000);
                books.post(Journal.invoice(id, total, Money.ZERO_KZT, Money.ZERO_KZT));
                books.open += total.minor();
            }
            case 1 -> {
                var amount = some(random, 1_000_000);
                var journal = Journal.prepayment(id, Account.CASH, amount);
                books.post(journal);
                if (random.nextBoolean()) {
                    books.post(journal.voided());
                } else {
                    books.spare += amount.minor();
                    books.cash += amount.minor();
                }
            }
            case 2, 3 -> {
                if (books.open > 0) {
                    var amount = some(random, books.open);
                    books.post(Journal.payment(id, Account.STRIPE_CLEARING, amount));
                    books.open -= amount.minor();
                    books.clearing += amount.minor();
                }
            }
            case 4 -> {
                if (books.open > 0 && books.spare > 0) {
                    var amount = some(random, Math.min(books.open, books.spare));
                    books.post(Journal.settlement(id, amount));
                    books.open -= amount.minor();
                    books.spare -= amount.minor();
                }
            }
            case 5 -> {
                if (books.spare > 0) {
                    var amount = some(random, books.spare);
                    var journal = Journal.refund(id, Account.PREPAID, Account.CASH, amount);
                    books.post(journal);
                    if (random.nextBoolean()) {
                        books.post(journal.voided());
                    } else {
                        books.spare -= amount.minor();
                        books.cash -= amount.minor();
                    }
                }
            }
            case 6 -> {
                var amount = some(random, 100_000);
                books.post(Journal.chargeback(id, amount, Money.kzt(70)));
                books.open += amount.minor();
                books.clearing -= amount.minor() + 7_000;
                books.disputed.add(amount.minor());
            }
            case 7 -> {
                if (!books.disputed.isEmpty()) {
                    var back = books.disputed.removeLast();
                    books.post(Journal.chargebackWon(id, new Money(back, Money.KZT), Money.ZERO_KZT));
                    books.open -= back;
                    books.clearing += back;
                }
            }
            default -> {
                var amount = some(random, 100_000);
                books.post(Journal.payout(id, amount, Money.kzt(3)));
                books.clearing -= amount.minor() + 300;
                books.cash += amount.minor();
            }
        }
    }
}

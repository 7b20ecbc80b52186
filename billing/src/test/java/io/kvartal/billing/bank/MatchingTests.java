package io.kvartal.billing.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.PaymentSource;
import io.kvartal.billing.Refund;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTests {
    private static final TenantId ALATAU = new TenantId(new UUID(1, 1));
    private static final TenantId SAMAL = new TenantId(new UUID(1, 2));
    private static final OpenInvoice OCTOBER = open(ALATAU, 42, "ТОО «Алатау Девелопмент»", "180340021234", 52_200, 1);
    private static final OpenInvoice NOVEMBER = open(ALATAU, 57, "ТОО «Алатау Девелопмент»", "180340021234", 30_000, 2);
    private static final OpenInvoice OF_SAMAL = open(SAMAL, 43, "АО Самал", "190140005678", 99_000, 1);
    private static final Matching BOOKS = new Matching(
            List.of(OCTOBER, OF_SAMAL, NOVEMBER),
            Map.of("KV-000042", ALATAU, "KV-000057", ALATAU, "KV-000043", SAMAL, "KV-000007", SAMAL),
            Map.of(
                    "180340021234",
                    Set.of(ALATAU),
                    "190140005678",
                    Set.of(SAMAL),
                    "111111111111",
                    Set.of(ALATAU, SAMAL)),
            List.of());

    private static OpenInvoice open(TenantId tenant, int number, String payer, String bin, long tenge, int month) {
        return new OpenInvoice(
                tenant,
                new InvoiceId(Ids.next()),
                "KV-%06d".formatted(number),
                payer,
                bin,
                Money.kzt(tenge),
                LocalDate.of(2026, month, 1));
    }

    private static StatementLine line(String purpose, String bin, String name, long tenge) {
        return new StatementLine(1, false, false, LocalDate.of(2026, 11, 3), Money.kzt(tenge), "", name, bin, purpose);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Оплата по счёту № KV-000042 от 01.11.2026|KV-000042",
                "счет KV42|KV-000042",
                "за услуги КВ-42 (кириллица)|KV-000042",
                "kv 000042, в т.ч. НДС 16%|KV-000042",
                "KV№42|KV-000042",
                "KV—000042|KV-000042",
                "счёт на оплату № 000042|KV-000042",
                "шот №000042 бойынша|KV-000042",
                "invoice no. 000042|KV-000042",
                "KV-000042 и KV-000057|KV-000042 KV-000057",
                "КV000042;КВ57|KV-000042 KV-000057",
                "счёт 4200 от 03.11.2026 на 52200 тенге|''",
                "договор AKV-42|''",
                "оплата по договору 42|''"
            })
    void anAccountantsSpellingIsUnderstood(String text, String numbers) {
        assertThat(String.join(" ", InvoiceNumbers.in(text))).isEqualTo(numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "счёт KV-42|''|''|52200|EXACT NUMBER KV-000042 0",
                "счёт KV-42|''|''|20000|PARTIAL NUMBER KV-000042 0",
                "KV-57, KV-42|''|''|82200|JOINT NUMBER KV-000042 KV-000057 0",
                "KV-57, KV-42|''|''|60000|JOINT NUMBER KV-000042 KV-000057 0",
                "KV-42|''|''|60000|OVER NUMBER KV-000042 7800",
                "KV-7|''|''|100|BALANCE NUMBER  100",
                // a mother company pays: the number says for whom
                "KV-42|190140005678|АО Самал|52200|EXACT NUMBER KV-000042 0",
                "за услуги|180340021234|''|30000|EXACT BIN KV-000057 0",
                "за услуги|180340021234|''|82200|JOINT BIN KV-000042 KV-000057 0",
                "за услуги|180340021234|''|100000|OVER BIN KV-000042 KV-000057 17800",
                "за услуги|180340021234|''|1000|PARTIAL BIN KV-000042 0",
                "за услуги|''|ТОО Алатау Девелопмент|52200|EXACT AMOUNT_AND_NAME KV-000042 0"
            })
    void surenessAndFit(String purpose, String bin, String name, long tenge, String expected) {
        assertThat(BOOKS.of(line(purpose, bin, name, tenge)))
                .isInstanceOfSatisfying(Match.Paid.class, paid -> assertThat(paid.fit() + " " + paid.ground() + " "
                                + String.join(
                                        " ",
                                        paid.invoices().stream()
                                                .map(OpenInvoice::number)
                                                .toList())
                                + " " + paid.rest().minor() / 100)
                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KV-42 и KV-43|''|''|1|several-payers",
                "KV-99|180340021234|''|1|unknown-number",
                "за услуги|111111111111|''|1|several-payers",
                // an amount alone is no ground
                "за услуги|''|''|52200|unknown-payer",
                "за услуги|777777777777|ТОО Алатау Девелопмент|52200|unknown-payer",
                "за услуги|''|Кто-то|1|unknown-payer"
            })
    void doubtWaitsForAPerson(String purpose, String bin, String name, long tenge, String why) {
        assertThat(BOOKS.of(line(purpose, bin, name, tenge)))
                .isInstanceOfSatisfying(Match.Suspense.class, unknown -> assertThat(unknown.why())
                        .isEqualTo(why));
    }

    @Test
    void theAmountMakesASuggestion() {
        assertThat(BOOKS.of(line("", "", "", 99_000)))
                .isInstanceOfSatisfying(Match.Suspense.class, unknown -> assertThat(unknown.likely())
                        .containsExactly(OF_SAMAL));
    }

    @Test
    void whatOneLinePaysTheNextOneFindsPaid() {
        var first = line("KV-42", "", "", 52_000);
        var left = BOOKS.after(first, BOOKS.of(first));
        assertThat(left.of(line("KV-42", "", "", 300))).isInstanceOfSatisfying(Match.Paid.class, paid -> {
            assertThat(paid.fit()).isEqualTo(Match.Fit.OVER);
            assertThat(paid.rest()).isEqualTo(Money.kzt(100));
        });
    }

    @Test
    void moneyThatLeavesIsARefundWhenJustOneWaitsForIt() {
        var refund = new Refund(
                Ids.next(),
                ALATAU,
                Ids.next(),
                PaymentSource.BANK,
                null,
                Money.kzt(700),
                "r",
                Refund.State.APPROVED,
                false,
                "a",
                Instant.EPOCH,
                "a",
                null,
                null,
                null);
        var out = new StatementLine(1, true, false, LocalDate.of(2026, 11, 3), Money.kzt(700), "", "", "", "Возврат");
        assertThat(new Matching(List.of(), Map.of(), Map.of(), List.of(refund)).of(out))
                .isEqualTo(new Match.RefundSent(refund));
        assertThat(new Matching(List.of(), Map.of(), Map.of(), List.of(refund, refund)).of(out))
                .isEqualTo(new Match.Other());
        assertThat(BOOKS.of(new StatementLine(
                        1, true, true, LocalDate.of(2026, 11, 3), Money.kzt(700), "", "", "", "KV-42")))
                .isInstanceOf(Match.Suspense.class);
    }
}

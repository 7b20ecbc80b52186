package io.kvartal.billing.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Money;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StatementFileTests {
    private static byte[] bytes(String name) throws IOException {
        try (var in = StatementFileTests.class.getResourceAsStream("/statements/" + name)) {
            return in.readAllBytes();
        }
    }

    private static StatementFile read(String text) {
        return StatementFile.read(text.getBytes(StandardCharsets.UTF_8), CsvColumns.USUAL);
    }

    private static void refused(String text, int line, String code) {
        assertThatThrownBy(() -> read(text)).as(text).isInstanceOfSatisfying(StatementFault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.line()).isEqualTo(line);
        });
    }

    @Test
    void anMt940InItsEnvelopeIsReadToTheLastMovement() throws IOException {
        var file = StatementFile.read(bytes("november.sta"), CsvColumns.USUAL);
        assertThat(file.format()).isEqualTo(StatementFormat.MT940);
        assertThat(file.account()).isEqualTo("KZ000000000000000000");
        assertThat(file.lines()).hasSize(4);
        var first = file.lines().getFirst();
        assertThat(first.no()).isEqualTo(6);
        assertThat(first.amount()).isEqualTo(Money.kzt(52_200));
        assertThat(first.reference()).isEqualTo("BANK-1");
        assertThat(first.payerBin()).isEqualTo("180340021234");
        assertThat(first.payerName()).isEqualTo("ТОО «Алатау Девелопмент»");
        assertThat(first.purpose()).startsWith("Оплата по счёту № KV-000042 за октябрь");
        assertThat(first.bookedOn()).isEqualTo(LocalDate.of(2026, 11, 3));
        var fee = file.lines().get(1);
        assertThat(fee.outgoing()).isTrue();
        assertThat(fee.amount()).isEqualTo(Money.of(1_500_050, "KZT"));
        var bare = file.lines().get(2);
        assertThat(bare.purpose()).isEmpty();
        assertThat(bare.reference()).isEqualTo("KV43");
        assertThat(bare.payerBin()).isEmpty();
        var back = file.lines().get(3);
        assertThat(back.outgoing()).isTrue();
        assertThat(back.reversal()).isTrue();
        assertThat(back.payerName()).isEqualTo("ТОО Самал");
        assertThat(back.payerBin()).isEqualTo("190140005678");
    }

    @Test
    void balancesThatDoNotAddUpRefuseTheFileWithTheLine() throws IOException {
        refused(new String(bytes("wrong-balance.sta"), StandardCharsets.UTF_8), 5, "statement-balance");
    }

    @Test
    void whatIsMissingOrBrokenIsNamedWithItsLine() {
        var head = ":20:X\n:25:KZ1\n:60F:C261102KZT100,00\n";
        refused(head + ":61:261103C50,00NTRFA\n", 4, "statement-no-closing");
        refused(":20:X\n:60F:C261102KZT0,\n:62F:C261102KZT0,\n", 1, "statement-no-account");
        refused(
                ":20:X\n:25:KZ1\n:61:261103C50,00NTRFA\n:60F:C261102KZT0,\n:62F:C261102KZT0,\n",
                3,
                "statement-no-opening");
        refused(":20:X\n:25:KZ1\n:62F:C261102KZT0,\n:60F:C261102KZT0,\n", 3, "statement-no-opening");
        refused(head + ":61:261103X50,00NTRFA\n:62F:C261103KZT150,00\n", 4, "statement-unreadable");
        refused(head + ":61:261303C50,00NTRFA\n:62F:C261103KZT150,00\n", 4, "statement-date");
        refused(head + ":61:261103C0,00NTRFA\n:62F:C261103KZT100,00\n", 4, "statement-amount");
        refused(":20:X\n:25:KZ1\n:60F:C261102USD100,00\n", 3, "statement-currency");
        refused("", 1, "statement-empty");
        refused("nothing of a statement", 1, "statement-no-headings");
    }

    @Test
    void severalMessagesOfOneAccountAreOneStatementAndAnOverdraftIsNegative() {
        var file = read(":20:A\n:25:KZ1\n:60F:C261102KZT10,00\n:61:261103D15,00NTRFA\n:62M:D261103KZT5,00\n-\n"
                + ":20:B\n:25:KZ1\n:60M:D261103KZT5,00\n:61:2612310101RD20,00NTRFB\n:62F:C261231KZT15,00\n-\n");
        assertThat(file.lines()).hasSize(2);
        assertThat(file.lines().getLast().outgoing()).isFalse();
        // the value date is New Year's Eve, the entry is in the year after
        assertThat(file.lines().getLast().bookedOn()).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void aBanksCsvInWindowsLettersIsRead() throws IOException {
        var file = StatementFile.read(bytes("halyk.csv"), CsvColumns.USUAL);
        assertThat(file.format()).isEqualTo(StatementFormat.CSV);
        assertThat(file.account()).isEqualTo("KZ123456789012345678");
        assertThat(file.lines()).hasSize(4);
        var first = file.lines().getFirst();
        assertThat(first.amount()).isEqualTo(Money.of(123_456_789, "KZT"));
        assertThat(first.payerName()).isEqualTo("ТОО \"Алатау; Девелопмент\"");
        assertThat(first.payerBin()).isEqualTo("180340021234");
        assertThat(first.purpose()).isEqualTo("Оплата по счетам KV-000042, KV 43");
        assertThat(first.no()).isEqualTo(5);
        assertThat(file.lines().get(1).outgoing()).isTrue();
        assertThat(file.lines().get(2).no()).isEqualTo(8);
        assertThat(BankLines.fingerprints(file)).doesNotHaveDuplicates();
    }

    @Test
    void unusualHeadingsAreNamedByAPerson() throws IOException {
        var columns = CsvColumns.of("DATE=Booked on\nCREDIT = In\nname=Payer\nPURPOSE=Memo");
        var file = StatementFile.read(bytes("english.csv"), columns);
        assertThat(file.lines()).singleElement().satisfies(line -> {
            assertThat(line.amount()).isEqualTo(Money.kzt(52_200));
            assertThat(line.payerName()).isEqualTo("Alatau LLP");
        });
        assertThatThrownBy(() -> CsvColumns.of("COLOUR=red")).isInstanceOf(StatementFault.class);
        assertThatThrownBy(() -> CsvColumns.of("DATE")).isInstanceOf(StatementFault.class);
    }

    @Test
    void anAmountThatMeansTwoThingsIsRefused() {
        refused("date;amount\n03.11.2026;15,000\n", 2, "statement-amount");
        refused("date;amount\n03.11.2026;many\n", 2, "statement-amount");
        refused("date;credit;debit\n03.11.2026;1;1\n", 2, "statement-amount");
        refused("date;amount\n33.11.2026;15\n", 2, "statement-date");
        refused("date;amount\n03.11.2026;\"15\n", 2, "statement-quote");
        assertThat(read("date;amount\n03.11.2026;-1.234,50\n")
                        .lines()
                        .getFirst()
                        .outgoing())
                .isTrue();
    }

    @Test
    void lettersAreReadAsTheyWereWritten() {
        assertThat(StatementFile.text("Сомасы".getBytes(Charset.forName("windows-1251"))))
                .isEqualTo("Сомасы");
        assertThat(StatementFile.text("\uFEFFҚұн".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Құн");
    }
}

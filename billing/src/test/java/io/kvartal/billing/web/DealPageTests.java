package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.Deal;
import io.kvartal.billing.Declaration;
import io.kvartal.billing.DeclaredDeal;
import io.kvartal.billing.DeclaredDeal.Doubt;
import io.kvartal.billing.DeclaredDeal.State;
import io.kvartal.billing.Suspicion;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Contacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages of deals in every language, full and empty, and the files that deals come in. */
class DealPageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Contacts.MONDAY;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 10);
    private static final BillingPeriod OCTOBER = BillingPeriod.parse("2026-10");

    private static Deal deal(boolean cancelled) {
        return new Deal(
                Ids.next(),
                SampleContracts.TENANT,
                Ids.next(),
                Ids.next(),
                Money.kzt(30_000_000),
                DAY,
                DAY,
                cancelled ? "" : "flat <b>12</b>",
                Money.kzt(750_000),
                ChargeId.of(Ids.next().toString()),
                "b",
                AT,
                1,
                cancelled ? new Deal.Cancelled(DAY, "<b>off</b>", AT, "b", Ids.next()) : null);
    }

    private static DeclaredDeal hit(State state, @Nullable UUID deal, Doubt... why) {
        return new DeclaredDeal(
                Ids.next(),
                SampleContracts.TENANT,
                OCTOBER,
                "A-1",
                DAY,
                DAY,
                Money.kzt(1),
                "12",
                null,
                Ids.next(),
                state,
                Set.of(why),
                deal,
                AT,
                null,
                null);
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var names = Map.of(SampleContracts.TENANT, SampleContracts.PARTY.name());
        var contract = SampleContracts.signed(
                ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2.5")));
        var stands = deal(false);
        var off = deal(true);
        var pending = hit(State.PENDING, null, Doubt.values());
        var watch = new DealsPage.Watch(
                OCTOBER,
                List.of(pending),
                List.of(new Suspicion(SampleContracts.TENANT, Ids.next(), AT, "stage", "ЖК Парк")),
                List.of(contract));
        var declared = new Declaration(
                OCTOBER,
                2,
                4,
                1,
                "x",
                AT,
                LocalDate.of(2026, 11, 5),
                List.of(
                        hit(State.DEAL, stands.id()),
                        hit(State.DEAL, off.id()),
                        pending,
                        hit(State.NO_DEAL, null, Doubt.OTHER_COMPLEX)),
                Map.of(stands.id(), stands, off.id(), off));
        var empty = new Declaration(OCTOBER, 0, 0, 0, null, null, LocalDate.of(2026, 11, 5), List.of(), Map.of());
        var rows = List.of(new DealRow("<b>1</b>", "x", "y", "z", "1", "2", "park"), DealRow.EMPTY);
        return Stream.of(
                Map.entry(
                        "staff",
                        new DealsPage(
                                ui,
                                List.of(stands, off),
                                names,
                                List.of(contract),
                                watch,
                                Map.of("lead", "x"),
                                "wrong")),
                Map.entry(
                        "staff",
                        new DealsPage(
                                ui,
                                List.of(),
                                names,
                                List.of(),
                                new DealsPage.Watch(OCTOBER, List.of(), List.of(), List.of()),
                                Map.of(),
                                null)),
                Map.entry(
                        "cabinet", new CabinetDealsPage(ui, declared, rows, Map.of("park", "ЖК Парк"), false, "wrong")),
                Map.entry("cabinet", new CabinetDealsPage(ui, empty, rows, Map.of(), true, null)));
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                var out = new StringOutput();
                ENGINE.render("deal/" + page.getKey() + ".jte", page.getValue(), out);
                assertThat(out.toString())
                        .as(page.getKey())
                        .contains("<h1>")
                        .doesNotContain("<b>12</b>", "<b>off</b>", "<b>1</b>");
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }

    @Test
    void theCommissionOfAMonthLeavesOutWhatWasCancelled() {
        var page = (CabinetDealsPage) pages(Ui.sample(Lang.RU))
                .filter(one -> one.getKey().equals("cabinet"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(page.commission()).isEqualTo(Money.kzt(750_000));
    }

    @Test
    void theSameDealsAreReadFromCsvAndXlsx() throws IOException {
        var csv = "\ufeffДоговор;Дата;Платёж;Сумма;Кв.;Телефон;ЖК\r\n"
                + "\"А;1\";05.11.2026;2026-11-06;31 500 000,50;12;8 701 234-56-78;park\r\n";
        var fromText = DealSheet.read(csv.getBytes(StandardCharsets.UTF_8));
        var fromBook = DealSheet.read(book());
        assertThat(fromText).hasSize(1);
        assertThat(fromBook).hasSize(1);
        assertThat(fromBook.getFirst().line(0)).isEqualTo(fromText.getFirst().line(0));
        assertThat(fromText.getFirst().line(0).contractSum()).isEqualTo(Money.of(3_150_000_050L, "KZT"));
    }

    private static byte[] book() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("deals");
            sheet.value(0, 0, "Договор");
            sheet.value(0, 1, "Дата");
            sheet.value(1, 0, "А;1");
            sheet.value(1, 1, LocalDate.of(2026, 11, 5));
            sheet.value(1, 2, "06.11.2026");
            sheet.value(1, 3, new BigDecimal("31500000.5"));
            sheet.value(1, 4, 12);
            sheet.value(1, 5, 77012345678L);
            sheet.value(1, 6, "park");
        }
        return out.toByteArray();
    }

    @Test
    void aSmallArchiveThatHoldsTooMuchIsNotOpened() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write(new byte[40 * 1024 * 1024]);
        }
        assertThat(out.size()).isLessThan(100_000);
        assertThatThrownBy(() -> DealSheet.read(out.toByteArray())).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aFileThatIsNoTableIsRefusedWithASentence() {
        assertThatThrownBy(() -> DealSheet.read("PK not a workbook".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> DealSheet.read("a,2026-13-45,x,1,,1".getBytes(StandardCharsets.UTF_8))
                        .getFirst()
                        .line(0))
                .isInstanceOf(Problem.Invalid.class);
    }
}

package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeKind;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.TimeMachine;
import io.kvartal.billing.TimeMachineBooks;
import io.kvartal.billing.TimeMachineBreakEven;
import io.kvartal.billing.TimeMachineReport;
import io.kvartal.billing.TimeMachineResult;
import io.kvartal.contract.Channel;
import io.kvartal.contract.Commission;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.History;
import io.kvartal.verdict.VerdictEngine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

/** Every page of the time machine in every language, full and empty; a missing text or icon throws. */
class TimeMachinePageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final YearMonth NOW = YearMonth.of(2026, 12);
    private static final String NAME = "<b>park</b>";
    private static final List<String> VARIANTS = List.of(
            "talk:20,review:10,days:30,scope:COMPLEX,anchor:LAST_CONTACT,missed:BILLABLE,merge:FIRST_WINS,monthlyCap:0,dailyCap:5,factor:1.1",
            "price:12000",
            "model:CPT,percent:2.5",
            "model:CPT,perDeal:500000",
            "model:PLACEMENT,fee:300000.50",
            "model:FREE");

    private static TimeMachineForm form(String... variants) {
        var query = new LinkedMultiValueMap<String, String>();
        for (var variant : variants) {
            query.add("v", variant);
        }
        return TimeMachineForm.of(query, NOW);
    }

    private static TimeMachineResult result(int billed, boolean assumed) {
        var month = YearMonth.of(2026, 9);
        var outcomes = new LinkedHashMap<UUID, TimeMachineResult.Outcome>();
        for (int i = 0; i < 120; i++) {
            var id = new UUID(1, i);
            outcomes.put(
                    id,
                    new TimeMachineResult.Outcome(
                            id,
                            new UUID(2, i),
                            NAME,
                            Channel.CALL,
                            Contacts.MONDAY.plusSeconds(i),
                            i < billed ? "TARGET" : "DUPLICATE",
                            i < billed ? Money.kzt(15_000) : null));
        }
        var net = Money.kzt(15_000).times(billed);
        var vat = Money.kzt(2_400).times(billed);
        return new TimeMachineResult(
                VariantText.of(30, 20).variant(),
                List.of(
                        new TimeMachineResult.Cell(
                                month, ChargeKind.LEAD, "park", NAME, Channel.CALL, 120, 90, billed, billed, net, vat),
                        new TimeMachineResult.Cell(
                                month, ChargeKind.DEAL, null, "", null, 0, 0, 0, 1, Money.kzt(9), Money.kzt(1)),
                        new TimeMachineResult.Cell(
                                month, ChargeKind.PLACEMENT, null, "", null, 0, 0, 0, 1, Money.kzt(9), Money.kzt(1))),
                new TimeMachineResult.Totals(120, 90, billed, billed, billed == 50 ? 3 : 0, net, vat),
                outcomes,
                assumed);
    }

    private static TimeMachineReport report(TimeMachineForm form, boolean full) {
        var question = form.question();
        var none = new TimeMachineResult(
                VariantText.of(30, 20).variant(),
                List.of(),
                new TimeMachineResult.Totals(0, 0, 0, 0, 0, Money.ZERO_KZT, Money.ZERO_KZT),
                Map.of(),
                false);
        var signed = full ? result(100, false) : none;
        var grid = new ArrayList<TimeMachineResult>();
        for (int i = 0; i < 9; i++) {
            grid.add(full ? result(i == 4 ? 50 : 100 + i, false) : none);
        }
        var books = full
                ? new TimeMachineBooks(
                        List.of(
                                new TimeMachineBooks.OnInvoice(
                                        InvoiceId.of(Ids.next().toString()),
                                        "KV-000042",
                                        BillingPeriod.parse("2026-09"),
                                        Money.kzt(1_400_000),
                                        Money.kzt(224_000)),
                                new TimeMachineBooks.OnInvoice(null, null, null, Money.kzt(10_000), Money.kzt(1_600))),
                        Money.kzt(500),
                        Money.kzt(80))
                : new TimeMachineBooks(List.of(), Money.ZERO_KZT, Money.ZERO_KZT);
        return new TimeMachineReport(
                SampleContracts.TENANT,
                question,
                List.of(SampleContracts.signed(SampleContracts.cpl())),
                signed,
                books,
                grid,
                question.variants().stream()
                        .map(variant -> full ? result(60, true) : none)
                        .toList(),
                full
                        ? new TimeMachineBreakEven(
                                signed.totals().net(),
                                new Commission.Percent(new BigDecimal("2.5")),
                                Money.kzt(30_000_000),
                                3,
                                false,
                                Money.kzt(900_000))
                        : null);
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var staff = new TimeMachinePlace(true, SampleContracts.TENANT, NAME);
        var member = new TimeMachinePlace(false, SampleContracts.TENANT, NAME);
        var full = form(VARIANTS.toArray(String[]::new));
        var contract = SampleContracts.signed(SampleContracts.cpl());
        var receipt = VerdictEngine.judge(Contacts.call(), contract, History.NONE);
        var missed = VerdictEngine.judge(Contacts.missed(), contract, History.NONE);
        var variant = VariantText.of(30, 20);
        var changes = result(60, false).changesFrom(result(119, false));
        return Stream.of(
                Map.entry("machine", new TimeMachinePage(ui, staff, full, report(full, true), null)),
                Map.entry("machine", new TimeMachinePage(ui, member, form(), report(form(), false), null)),
                Map.entry("machine", new TimeMachinePage(ui, member, full, null, "wrong")),
                Map.entry("contacts", new TimeMachineContactsPage(ui, staff, full, variant, changes, 2)),
                Map.entry("contacts", new TimeMachineContactsPage(ui, member, full, variant, List.of(), 1)),
                Map.entry(
                        "receipt",
                        new TimeMachineReceiptPage(
                                ui,
                                member,
                                full,
                                variant,
                                new TimeMachine.Receipts(
                                        receipt, missed, ChargeId.of(Ids.next().toString()), Ids.next(), NAME))),
                Map.entry(
                        "receipt",
                        new TimeMachineReceiptPage(
                                ui,
                                staff,
                                full,
                                variant,
                                new TimeMachine.Receipts(missed, receipt, null, Ids.next(), NAME))),
                Map.entry("choice", new TimeMachineChoicePage(ui, List.of(contract))),
                Map.entry("choice", new TimeMachineChoicePage(ui, List.of())));
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                var out = new StringOutput();
                ENGINE.render("timemachine/" + page.getKey() + ".jte", page.getValue(), out);
                assertThat(out.toString()).as(page.getKey()).isNotBlank().doesNotContain(NAME);
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }

    @Test
    void theTableHoldsEveryVariantAndNothingThatASpreadsheetWouldRun() {
        var form = form("price:12000");
        var file = TimeMachineFile.of(TimeMachineFile.Kind.CSV, Ui.sample(Lang.EN), form, report(form, true))
                .block();
        var text = new String(file.getBody(), StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1 + (1 + 9 + 1) * 3);
        assertThat(text).contains("\"As signed\"", "\"2026-09\"", "\"1500000.00\"");
        var book = TimeMachineFile.of(TimeMachineFile.Kind.XLSX, Ui.sample(Lang.KK), form, report(form, true))
                .block();
        assertThat(book.getBody()).startsWith((byte) 'P', (byte) 'K');
    }

    @Test
    void aVariantHasOneTextAndWhatItSaysIsReadBack() {
        for (var text : VARIANTS) {
            assertThat(VariantText.parse(text)).hasToString(text);
        }
        assertThat(VariantText.parse("days:30,talk:20")).hasToString("talk:20,days:30");
        assertThat(VariantText.parse("").isEmpty()).as("the contract as signed").isTrue();
        assertThat(VariantText.parse("price:12000").variant().price()).isEqualTo(Money.kzt(12_000));
        for (var wrong : List.of("talk", "talk:-1", "talk:181", "days:0", "scope:TOWN", "price:0", "x:1", "factor:0")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> VariantText.parse(wrong).variant())
                    .as(wrong)
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void aQuestionHasItsLimits() {
        for (var wrong : List.of(
                Map.of("from", "2026-10", "to", "2026-09"),
                Map.of("from", "2025-09", "to", "2026-09"),
                Map.of("from", "x"),
                Map.of("days", "0"),
                Map.of("talk", "1,2,3,4,5,6"),
                Map.of("percent", "101"),
                Map.of("dealSum", "-1"),
                Map.of("deals", "many"))) {
            var query = new LinkedMultiValueMap<String, String>();
            wrong.forEach(query::add);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> TimeMachineForm.of(query, NOW).question())
                    .as(wrong.toString())
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThat(form().question().from()).isEqualTo(YearMonth.of(2026, 9));
        assertThat(form().question().to()).isEqualTo(YearMonth.of(2026, 11));
    }
}

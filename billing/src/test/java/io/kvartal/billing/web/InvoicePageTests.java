package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.Charge;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeKind;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.CreditNote;
import io.kvartal.billing.CreditReason;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceAct;
import io.kvartal.billing.InvoiceCard;
import io.kvartal.billing.InvoiceCharges;
import io.kvartal.billing.InvoiceFilter;
import io.kvartal.billing.InvoiceForecast;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceLine;
import io.kvartal.billing.InvoiceList;
import io.kvartal.billing.InvoicePrintPage;
import io.kvartal.billing.InvoiceRun;
import io.kvartal.billing.InvoiceRunId;
import io.kvartal.billing.InvoiceRunStatus;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.InvoiceView;
import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.History;
import io.kvartal.verdict.VerdictEngine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page of invoices in every language, full and empty; a missing text or icon throws. */
class InvoicePageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Contacts.MONDAY;
    private static final BigDecimal VAT = new BigDecimal("0.16");
    private static final BillingPeriod NOVEMBER = BillingPeriod.parse("2026-11");

    private static Charge charge() {
        var contract = SampleContracts.signed(SampleContracts.cpl());
        return new Charge(
                ChargeId.of(Ids.next().toString()),
                SampleContracts.TENANT,
                ChargeKind.LEAD,
                Ids.next(),
                Ids.next(),
                "Alatau <b>Park</b>",
                "alatau-park",
                Channel.CALL,
                Money.kzt(15_000),
                VAT,
                AT,
                AT,
                contract.id(),
                1,
                Money.kzt(5_000),
                InvoiceId.of(Ids.next().toString()));
    }

    private static Invoice invoice(InvoiceState state) {
        return new Invoice(
                InvoiceId.of(Ids.next().toString()),
                SampleContracts.TENANT,
                NOVEMBER,
                state == InvoiceState.DRAFT ? "" : "KV-000042",
                state,
                Money.kzt(40_000),
                Money.kzt(6_400),
                Money.kzt(46_400),
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 11, 11),
                Money.ZERO_KZT,
                null,
                false);
    }

    private static InvoiceLine line(int no, String kind, String description, BillingPeriod period) {
        var lead = kind.equals("LEAD");
        return new InvoiceLine(
                no,
                kind,
                lead ? "alatau-park" : null,
                lead ? Channel.FORM : null,
                description,
                Money.kzt(15_000),
                3,
                Money.kzt(45_000),
                VAT,
                Money.kzt(7_200),
                period,
                lead ? new InvoiceLine.Counts(20, 12, 4, 3, 1) : null,
                period.equals(NOVEMBER)
                        ? null
                        : new InvoiceLine.Earlier(InvoiceId.of(Ids.next().toString()), "KV-000007"),
                List.of(charge().id()));
    }

    static InvoiceView view(InvoiceState state) {
        return new InvoiceView(
                invoice(state),
                new InvoiceView.Seller("kvartal-kz", "ТОО «Квартал»", "240140012345", "Алматы", "Банк", "KZ00"),
                SampleContracts.PARTY,
                List.of(
                        line(1, "LEAD", "Alatau <b>Park</b>", NOVEMBER),
                        line(2, "PLACEMENT", "2026-11", NOVEMBER),
                        line(3, "PLACEMENT", "banner", NOVEMBER),
                        line(4, "DEAL", "flat 12", NOVEMBER),
                        line(5, "LEAD", "Alatau Park", NOVEMBER.previous()),
                        line(6, "CREDIT", "DISPUTE", NOVEMBER.previous())));
    }

    private static InvoiceCard card(InvoiceState state) {
        var acts = Stream.of(InvoiceAct.Kind.values())
                .map(kind -> new InvoiceAct(kind, "b", "<b>1</b>", AT))
                .toList();
        return new InvoiceCard(view(state), state == InvoiceState.DRAFT ? AT : null, acts);
    }

    private static InvoiceCharges charges(int page) {
        return new InvoiceCharges(
                invoice(InvoiceState.FINAL),
                line(1, "LEAD", "Park", NOVEMBER.previous()),
                List.of(charge()),
                120,
                Money.kzt(1),
                Money.ZERO_KZT,
                page);
    }

    private static InvoiceRunStatus status(boolean running) {
        return new InvoiceRunStatus(
                InvoiceRunId.of(Ids.next().toString()), NOVEMBER, "b", AT, running ? null : AT, 9, 1, 2, 3, 1);
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var names = Map.of(SampleContracts.TENANT, SampleContracts.PARTY.name());
        var parked = List.of(
                new InvoiceRun.Parked(SampleContracts.TENANT, "invoice-two-currencies"),
                new InvoiceRun.Parked(SampleContracts.TENANT, "something-else"));
        var run = new InvoiceRun(
                NOVEMBER, List.of(invoice(InvoiceState.FINAL), invoice(InvoiceState.DRAFT)), 2, 3, parked);
        var nothing = new InvoiceRun(NOVEMBER, List.of(), 0, 0, List.of());
        var one = Money.kzt(1);
        var rows = Stream.of(InvoiceState.values())
                .map(state -> new InvoiceList.Row(invoice(state), "<b>x</b>", state == InvoiceState.DRAFT ? AT : null))
                .toList();
        var list = new InvoiceList(rows, List.of(new InvoiceList.Sums(120, one, one, one, one, one)), 2, 3);
        var forecast = new InvoiceForecast(
                NOVEMBER,
                List.of(
                        new InvoiceForecast.Row(SampleContracts.TENANT, "x", 2, 30, one, one, one, AT),
                        new InvoiceForecast.Row(SampleContracts.TENANT, "x", 2, 30, one, one, one, null)),
                parked,
                4);
        var receipt = new ChargeView(
                charge(),
                VerdictEngine.judge(Contacts.call(), SampleContracts.signed(SampleContracts.cpl()), History.NONE),
                List.of(new CreditNote(
                        Ids.next(),
                        charge().id(),
                        CreditReason.DISPUTE,
                        one,
                        VAT,
                        "<b>half</b>",
                        "q",
                        AT,
                        false,
                        null)),
                null,
                "KV-000042");
        var bare = new ChargeView(charge(), null, List.of(), null, "KV-000042");
        var pages = new ArrayList<Map.Entry<String, Page>>();
        for (var state : InvoiceState.values()) {
            pages.add(Map.entry("invoice", new InvoicePage(ui, card(state), true, "wrong")));
            pages.add(Map.entry("invoice", new InvoicePage(ui, card(state), false, null)));
            pages.add(Map.entry("invoice-print", new InvoicePrintPage(ui, view(state), "https://example.test/pay")));
        }
        var empty = new InvoiceView(
                invoice(InvoiceState.DRAFT), view(InvoiceState.DRAFT).seller(), SampleContracts.PARTY, List.of());
        pages.add(Map.entry("invoice", new InvoicePage(ui, new InvoiceCard(empty, null, List.of()), true, null)));
        pages.add(Map.entry(
                "invoices", new InvoicesPage(ui, new InvoiceFilter(NOVEMBER, null, true, "", 2), NOVEMBER, list)));
        var none = new InvoiceList(List.of(), List.of(), 1, 1);
        pages.add(Map.entry(
                "invoices",
                new InvoicesPage(ui, new InvoiceFilter(null, InvoiceState.PAID, false, "x", 1), NOVEMBER, none)));
        pages.add(Map.entry(
                "invoices", new InvoicesPage(ui, new InvoiceFilter(NOVEMBER, null, false, "", 1), NOVEMBER, none)));
        pages.add(Map.entry("invoice-charges", new InvoiceChargesPage(ui, charges(1), true)));
        pages.add(Map.entry("invoice-charges", new InvoiceChargesPage(ui, charges(3), false)));
        pages.add(Map.entry("invoice-receipt", new InvoiceReceiptPage(ui, receipt)));
        pages.add(Map.entry("invoice-receipt", new InvoiceReceiptPage(ui, bare)));
        pages.add(Map.entry(
                "invoice-forecast",
                new InvoiceForecastPage(ui, forecast, names, List.of(status(true), status(false)))));
        pages.add(Map.entry(
                "invoice-forecast",
                new InvoiceForecastPage(
                        ui, new InvoiceForecast(NOVEMBER, List.of(), List.of(), 0), Map.of(), List.of())));
        pages.add(Map.entry("invoice-run", new InvoiceRunPage(ui, status(true), nothing, Map.of())));
        pages.add(Map.entry("invoice-run", new InvoiceRunPage(ui, status(false), run, names)));
        return pages.stream();
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                var out = new StringOutput();
                ENGINE.render("billing/" + page.getKey() + ".jte", page.getValue(), out);
                assertThat(out.toString()).as(page.getKey()).isNotBlank().doesNotContain("<b>");
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }

    @Test
    void aLateLineNamesItsPeriodAndTheInvoiceItComesAfter() {
        var out = new StringOutput();
        ENGINE.render(
                "billing/invoice.jte", new InvoicePage(Ui.sample(Lang.RU), card(InvoiceState.FINAL), false, null), out);
        assertThat(out.toString()).contains("за октябрь 2026").contains("к счёту KV-000007");
        assertThat(out.toString()).as("staff's reasons are not the developer's").doesNotContain("&lt;b>1&lt;/b>,");
    }
}

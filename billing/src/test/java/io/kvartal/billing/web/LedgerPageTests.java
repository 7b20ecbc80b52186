package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.Account;
import io.kvartal.billing.AccountHome;
import io.kvartal.billing.AccountState;
import io.kvartal.billing.Aging;
import io.kvartal.billing.AlertLimit;
import io.kvartal.billing.Books;
import io.kvartal.billing.Charge;
import io.kvartal.billing.ChargeFilter;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeKind;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceLetterPage;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.InvoiceView;
import io.kvartal.billing.LedgerDifference;
import io.kvartal.billing.LedgerEntry;
import io.kvartal.billing.LedgerFilter;
import io.kvartal.billing.LedgerReport;
import io.kvartal.billing.PeriodPart;
import io.kvartal.billing.PlanUse;
import io.kvartal.billing.Restriction;
import io.kvartal.billing.Restrictions;
import io.kvartal.billing.Statement;
import io.kvartal.billing.StatementPrintPage;
import io.kvartal.billing.StatementTexts;
import io.kvartal.billing.TrialBalance;
import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Slice;
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

/** Every page about the ledger and the account in every language, full and empty; a missing text or icon throws. */
class LedgerPageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Contacts.MONDAY;
    private static final BillingPeriod NOVEMBER = BillingPeriod.parse("2026-11");
    private static final InvoiceId INVOICE = InvoiceId.of(Ids.next().toString());
    private static final InvoiceView.Seller PORTAL =
            new InvoiceView.Seller("kvartal-kz", "ТОО «Квартал»", "240140012345", "Алматы", "Банк", "KZ00");

    private static Charge charge(boolean invoiced) {
        return new Charge(
                ChargeId.of(Ids.next().toString()),
                SampleContracts.TENANT,
                ChargeKind.LEAD,
                Ids.next(),
                Ids.next(),
                "<b>Парк</b>",
                "park",
                Channel.CALL,
                Money.kzt(15_000),
                new BigDecimal("0.16"),
                AT,
                AT,
                SampleContracts.signed(SampleContracts.cpl()).id(),
                1,
                Money.kzt(5_000),
                invoiced ? INVOICE : null);
    }

    private static Invoice invoice(InvoiceState state) {
        return new Invoice(
                INVOICE,
                SampleContracts.TENANT,
                NOVEMBER,
                "KV-000042",
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

    private static LedgerEntry entry(String kind, String document) {
        return new LedgerEntry(
                Ids.next(),
                SampleContracts.TENANT,
                kind,
                Ids.next(),
                AT,
                document,
                kind.equals("INVOICE") ? INVOICE : null,
                List.of(
                        new LedgerEntry.Line(Account.RECEIVABLE, Money.kzt(10)),
                        new LedgerEntry.Line(Account.REVENUE, Money.kzt(-10))));
    }

    private static Statement statement(long closing) {
        var lines = new ArrayList<Statement.Line>();
        for (var kind : List.of(
                "INVOICE",
                "VOID",
                "VOID_PAYMENT",
                "VOID_REFUND",
                "PAYMENT",
                "CREDIT",
                "REFUND",
                "CHARGEBACK",
                "CHARGEBACK_WON",
                "WRITE_OFF",
                "RESTORED",
                "RECOVERY",
                "SETTLEMENT")) {
            lines.add(new Statement.Line(
                    AT,
                    kind,
                    kind.equals("CREDIT") ? "DISPUTE" : "KV-000042",
                    INVOICE,
                    Money.kzt(1),
                    Money.ZERO_KZT,
                    Money.kzt(1)));
        }
        return new Statement(
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 11, 21),
                PORTAL,
                SampleContracts.PARTY,
                Money.kzt(-5),
                closing == 0 ? List.of() : lines,
                new Money(closing, Money.KZT));
    }

    private static AccountHome home(Restrictions.Outlook outlook, boolean full) {
        var zero = Money.ZERO_KZT;
        return new AccountHome(
                full
                        ? new AccountState(
                                NOVEMBER,
                                Money.kzt(10_000),
                                Money.kzt(46_400),
                                Money.kzt(46_400),
                                Money.kzt(5_800),
                                LocalDate.of(2026, 12, 1))
                        : new AccountState(NOVEMBER, zero, zero, zero, zero, null),
                Money.kzt(7),
                LocalDate.of(2026, 12, 1),
                full ? new PlanUse(30, 40, 45L, LocalDate.of(2026, 11, 30)) : null,
                full ? NOVEMBER.previous() : NOVEMBER,
                full
                        ? List.of(
                                new PeriodPart(
                                        "park",
                                        Channel.CALL,
                                        "<b>Парк</b>",
                                        70,
                                        Money.kzt(1_000),
                                        Money.kzt(20),
                                        Money.kzt(10)),
                                new PeriodPart(null, null, "2026-11", 1, Money.kzt(300), zero, zero))
                        : List.of(),
                full ? new ChargeFilter("park", Channel.CALL, true) : ChargeFilter.ALL,
                full ? List.of(charge(true), charge(false)) : List.of(),
                full ? 170 : 0,
                full ? 2 : 1,
                full ? List.of(invoice(InvoiceState.FINAL), invoice(InvoiceState.PAID)) : List.of(),
                SampleContracts.signed(SampleContracts.cpl()),
                outlook,
                full ? new AlertLimit(Money.kzt(50_000), Lang.KK) : null);
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var names = Map.of(SampleContracts.TENANT, "<b>Алатау</b>");
        var rows = Stream.of(Account.values())
                .map(account -> new TrialBalance.Row(account, Money.kzt(1), Money.kzt(1), Money.ZERO_KZT))
                .toList();
        var balance = new TrialBalance(AT, rows);
        var broken = new TrialBalance(
                AT, List.of(new TrialBalance.Row(Account.CASH, Money.kzt(1), Money.ZERO_KZT, Money.kzt(1))));
        var differs = new LedgerReport(
                AT,
                3,
                List.of(new LedgerDifference(SampleContracts.TENANT, Account.RECEIVABLE, Money.kzt(3), Money.kzt(4))));
        var all = Stream.concat(Books.kinds().stream(), Stream.of("VOID_PAYMENT", "VOID_REFUND"))
                .map(kind -> entry(kind, kind.equals("CREDIT") ? "DISPUTE" : "KV-000042"))
                .toList();
        var calm = new Restrictions.Outlook(null, null, null);
        var restriction = new Restriction(Ids.next(), SampleContracts.TENANT, INVOICE, 30, AT);
        var restricted = new Restrictions.Outlook(restriction, LocalDate.of(2026, 11, 1), null);
        var soon = new Restrictions.Outlook(null, LocalDate.of(2026, 12, 3), LocalDate.of(2026, 12, 2));
        var aging = new Aging(
                SampleContracts.TENANT,
                List.of(Money.ZERO_KZT, Money.kzt(1), Money.kzt(2), Money.kzt(3), Money.kzt(4)),
                93);
        var receipt = VerdictEngine.judge(Contacts.call(), SampleContracts.signed(SampleContracts.cpl()), History.NONE);
        var view = new ChargeView(charge(true), receipt, List.of(), null, "KV-000042");
        return Stream.of(
                Map.entry("ledger/balance", new LedgerPage(ui, balance, "2026-11-21T14:00", null, names, null)),
                Map.entry(
                        "ledger/balance",
                        new LedgerPage(ui, broken, "2026-11-21T14:00", SampleContracts.TENANT, names, differs)),
                Map.entry(
                        "ledger/balance",
                        new LedgerPage(
                                ui, balance, "2026-11-21T14:00", null, Map.of(), new LedgerReport(AT, 3, List.of()))),
                Map.entry(
                        "ledger/journals",
                        new JournalsPage(
                                ui,
                                LedgerFilter.until(AT)
                                        .of(SampleContracts.TENANT)
                                        .with(Account.CASH),
                                "2026-11-01",
                                "",
                                new Slice<>(all, "2026-11-16T06:00:00Z_x"),
                                names)),
                Map.entry(
                        "ledger/journals",
                        new JournalsPage(ui, LedgerFilter.until(AT), "", "", new Slice<>(List.of(), null), Map.of())),
                Map.entry("ledger/journal", new JournalPage(ui, entry("INVOICE", "KV-000042"), names, null)),
                Map.entry("ledger/journal", new JournalPage(ui, entry("CHARGE", "park"), Map.of(), view)),
                Map.entry("statement/page", new StatementPage(ui, statement(1_740_050), null)),
                Map.entry("statement/page", new StatementPage(ui, statement(-100), SampleContracts.TENANT)),
                Map.entry("statement/page", new StatementPage(ui, statement(0), null)),
                Map.entry("statement/print", new StatementPrintPage(ui, statement(1_740_050))),
                Map.entry(
                        "receivables/list",
                        new ReceivablesPage(
                                ui,
                                List.of(aging),
                                Map.of(SampleContracts.TENANT, restricted),
                                names,
                                "wrong",
                                Map.of("reason", "\"><script>"))),
                Map.entry(
                        "receivables/list",
                        new ReceivablesPage(
                                ui, List.of(aging), Map.of(SampleContracts.TENANT, soon), names, null, Map.of())),
                Map.entry("receivables/list", new ReceivablesPage(ui, List.of(), Map.of(), names, null, Map.of())),
                Map.entry("account/home", AccountPage.of(ui, home(restricted, true))),
                Map.entry("account/home", AccountPage.of(ui, home(soon, true))),
                Map.entry("account/home", AccountPage.of(ui, home(calm, true))),
                Map.entry("account/home", AccountPage.of(ui, home(calm, false))),
                Map.entry("account/home", AccountPage.refused(ui, home(calm, false), "\"><script>", Lang.EN, "wrong")));
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                var out = new StringOutput();
                ENGINE.render(page.getKey() + ".jte", page.getValue(), out);
                assertThat(out.toString())
                        .as(page.getKey())
                        .isNotBlank()
                        .doesNotContain("<b>Парк", "<b>Алатау", "<script>");
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }

    @Test
    void theLetterRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            var ui = Ui.sample(lang);
            for (var kind : List.of("invoice", "before", "due", "after")) {
                var page = new InvoiceLetterPage(
                        ui,
                        ui.t("reminder.subject." + kind, "KV-000042", 3),
                        ui.t("reminder.intro." + kind, "KV-000042", ui.date(LocalDate.of(2026, 12, 11)), 3),
                        List.of(new InvoiceLetterPage.Fact("<b>", "1")),
                        ui.t("reminder.warning", "x"),
                        "https://example.test/pay");
                var out = new StringOutput();
                ENGINE.render("reminder/letter.jte", page, out);
                assertThat(out.toString())
                        .contains("KV-000042", "https://example.test/pay")
                        .doesNotContain("<b>");
            }
        }
    }

    @Test
    void theClosingSaysWhoOwesWhomInWords() {
        var ru = Ui.sample(Lang.RU);
        assertThat(StatementTexts.closing(statement(1_740_050), ru))
                .contains("задолженность " + SampleContracts.PARTY.name() + " в пользу ТОО «Квартал»")
                .contains("семнадцать тысяч четыреста тенге 50 тиын");
        assertThat(StatementTexts.closing(statement(-100), ru))
                .contains("задолженность ТОО «Квартал» в пользу " + SampleContracts.PARTY.name())
                .contains("один тенге 00 тиын");
        assertThat(StatementTexts.closing(statement(0), ru)).contains("нет");
        assertThat(StatementTexts.closing(statement(1_740_050), Ui.sample(Lang.KK)))
                .contains("он жеті мың төрт жүз теңге 50 тиын");
    }
}

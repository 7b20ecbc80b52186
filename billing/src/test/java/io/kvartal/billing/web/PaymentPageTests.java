package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.CreditReason;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.OpenCredit;
import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.Payment;
import io.kvartal.billing.PaymentDispute;
import io.kvartal.billing.PaymentSource;
import io.kvartal.billing.Refund;
import io.kvartal.billing.SavedCard;
import io.kvartal.billing.bank.BankLine;
import io.kvartal.billing.bank.BankStatement;
import io.kvartal.billing.bank.Match;
import io.kvartal.billing.bank.StatementFormat;
import io.kvartal.billing.bank.Statements;
import io.kvartal.billing.stripe.Difference;
import io.kvartal.billing.stripe.Parked;
import io.kvartal.billing.stripe.ParkedEvent;
import io.kvartal.billing.stripe.ReconciliationRun;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every payment screen in every language, full and empty; a missing text or icon throws. */
class PaymentPageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    private static final TenantId TENANT = SampleContracts.TENANT;
    private static final Map<TenantId, String> NAMES = Map.of(TENANT, "ТОО «Проба»");
    private static final String NOTE = "<b>x</b>";

    private static Payment payment(Payment.Kind kind, PaymentSource source, boolean forInvoice) {
        return new Payment(
                Ids.next(),
                TENANT,
                kind,
                source,
                forInvoice ? new InvoiceId(Ids.next()) : null,
                forInvoice ? "KV-000042" : null,
                Money.kzt(kind == Payment.Kind.RECEIVED ? 1_000 : -1_000),
                Money.ZERO_KZT,
                false,
                AT,
                source == PaymentSource.STRIPE ? "pi_1" : null,
                null,
                NOTE,
                "someone");
    }

    private static Refund refund(Refund.State state, PaymentSource way, String by) {
        return new Refund(
                Ids.next(),
                TENANT,
                Ids.next(),
                way,
                null,
                Money.kzt(5),
                NOTE,
                state,
                true,
                by,
                AT,
                state == Refund.State.REQUESTED ? null : "two",
                null,
                state == Refund.State.FAILED ? "account closed" : null,
                null);
    }

    private static BankLine line(BankLine.State state, boolean outgoing) {
        return new BankLine(
                Ids.next(),
                Ids.next(),
                7,
                outgoing,
                LocalDate.of(2026, 11, 3),
                Money.kzt(52_200),
                "BANK-1",
                "ТОО «Проба»",
                "123456789012",
                NOTE,
                state,
                0,
                state == BankLine.State.MATCHED ? TENANT : null,
                "");
    }

    private static List<Statements.Proposed> lines() {
        var open = new OpenInvoice(
                TENANT, new InvoiceId(Ids.next()), "KV-000042", "ТОО", "1", Money.kzt(1), LocalDate.of(2026, 11, 1));
        var all = new ArrayList<Statements.Proposed>();
        for (var ground : Match.Ground.values()) {
            for (var fit : Match.Fit.values()) {
                all.add(new Statements.Proposed(
                        line(BankLine.State.NEW, false),
                        new Match.Paid(
                                ground,
                                fit,
                                TENANT,
                                fit == Match.Fit.BALANCE ? List.of() : List.of(open),
                                Money.ZERO_KZT)));
            }
        }
        for (var why : List.of("reversal", "several-payers", "unknown-number", "unknown-payer")) {
            all.add(new Statements.Proposed(
                    line(BankLine.State.SUSPENSE, false), new Match.Suspense(why, List.of(open))));
        }
        all.add(new Statements.Proposed(
                line(BankLine.State.NEW, true),
                new Match.RefundSent(refund(Refund.State.APPROVED, PaymentSource.BANK, "a"))));
        all.add(new Statements.Proposed(line(BankLine.State.NEW, true), new Match.Other()));
        all.add(new Statements.Proposed(line(BankLine.State.MATCHED, false), null));
        all.add(new Statements.Proposed(line(BankLine.State.OTHER, true), null));
        return all;
    }

    private static PaymentDispute dispute(PaymentDispute.State state) {
        return new PaymentDispute(
                Ids.next(),
                TENANT,
                Ids.next(),
                new InvoiceId(Ids.next()),
                "KV-000042",
                "dp_1",
                Money.kzt(10),
                Money.kzt(7),
                "fraudulent",
                state,
                true,
                state == PaymentDispute.State.WON,
                AT,
                state.isOpen() ? AT : null,
                state == PaymentDispute.State.NEEDS_RESPONSE ? null : NOTE,
                state.isOpen() ? null : AT);
    }

    private static SavedCard card(String failure, boolean autopay) {
        return new SavedCard(
                "pm_1", "visa", "4242", YearMonth.of(2026, 10), autopay, AT, failure, failure == null ? null : AT);
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var payments = new ArrayList<Payment>();
        for (var kind : Payment.Kind.values()) {
            for (var source : PaymentSource.values()) {
                payments.add(payment(kind, source, true));
            }
        }
        payments.add(payment(Payment.Kind.RECEIVED, PaymentSource.BANK, false));
        var refunds = new ArrayList<Refund>();
        for (var state : Refund.State.values()) {
            refunds.add(refund(state, PaymentSource.BANK, "me"));
            refunds.add(refund(state, PaymentSource.STRIPE, "other"));
        }
        var statement =
                new BankStatement(Ids.next(), "0", "november.sta", StatementFormat.MT940, "KZ00", 3, 1, "me", AT, AT);
        var run = new ReconciliationRun(Ids.next(), "me", AT, AT, "DONE", 10, 2, 1, "stripe-unavailable");
        var running = new ReconciliationRun(Ids.next(), "me", AT, null, "REFUND", 10, 2, 1, null);
        var differences = new ArrayList<Difference>();
        for (var thing : Difference.Thing.values()) {
            for (var kind : Difference.Kind.values()) {
                var done = kind == Difference.Kind.STATE;
                differences.add(new Difference(
                        UUID.randomUUID(),
                        run.id(),
                        thing,
                        kind,
                        "in_1",
                        "–",
                        "5 KZT",
                        done ? TENANT : null,
                        done ? "/x" : null,
                        done ? "me" : null,
                        done ? AT : null,
                        done ? NOTE : null));
            }
        }
        var all = new ArrayList<Map.Entry<String, Page>>();
        all.add(Map.entry(
                "payment/list",
                new PaymentsPage(ui, payments, NAMES, Map.of("page", "2", "q", "a b"), true, Map.of(), "k", "x")));
        all.add(Map.entry(
                "payment/list", new PaymentsPage(ui, List.of(), Map.of(), Map.of(), false, Map.of(), "k", null)));
        payments.forEach(one -> all.add(Map.entry(
                "payment/one",
                new PaymentPage(
                        ui,
                        one,
                        "ТОО",
                        refunds,
                        List.of(new OpenCredit(Ids.next(), CreditReason.DISPUTE, Money.kzt(5), AT)),
                        Money.kzt(3),
                        Money.kzt(500_000),
                        Map.of(),
                        "x"))));
        all.add(Map.entry(
                "payment/one",
                new PaymentPage(
                        ui,
                        payments.getFirst(),
                        "ТОО",
                        List.of(),
                        List.of(),
                        Money.ZERO_KZT,
                        Money.kzt(1),
                        Map.of(),
                        null)));
        all.add(Map.entry("payment/bank", new BankPage(ui, List.of(statement), 3, Map.of(), "x")));
        all.add(Map.entry("payment/bank", new BankPage(ui, List.of(), 0, Map.of(), null)));
        all.add(Map.entry("payment/lines", new BankLinesPage(ui, statement, lines(), NAMES, null)));
        all.add(Map.entry("payment/lines", new BankLinesPage(ui, null, lines(), NAMES, "x")));
        all.add(Map.entry("payment/lines", new BankLinesPage(ui, null, List.of(), NAMES, null)));
        all.add(Map.entry("payment/refunds", new RefundsPage(ui, refunds, NAMES, "me", "x")));
        all.add(Map.entry("payment/refunds", new RefundsPage(ui, List.of(), NAMES, "me", null)));
        for (var state : PaymentDispute.State.values()) {
            all.add(Map.entry("payment/dispute", new PaymentDisputePage(ui, dispute(state), "ТОО", "", "x")));
            all.add(Map.entry("payment/disputes", new PaymentDisputesPage(ui, List.of(dispute(state)), NAMES)));
        }
        all.add(Map.entry("payment/disputes", new PaymentDisputesPage(ui, List.of(), NAMES)));
        all.add(Map.entry(
                "payment/reconciliation",
                new ReconciliationPage(
                        ui, List.of(running, run), run, differences, NAMES, Map.of("open", "true"), "x")));
        all.add(Map.entry(
                "payment/reconciliation",
                new ReconciliationPage(ui, List.of(), null, List.of(), NAMES, Map.of(), null)));
        all.add(Map.entry(
                "payment/aside",
                new PutAsidePage(
                        ui,
                        List.of(new ParkedEvent("evt_1", "invoice.paid", "in_1", NOTE, 20, AT)),
                        List.of(new Parked(new InvoiceId(Ids.next()), TENANT, Money.kzt(1), "in_1", NOTE, AT)),
                        NAMES)));
        all.add(Map.entry("payment/aside", new PutAsidePage(ui, List.of(), List.of(), NAMES)));
        all.add(Map.entry("payment/mine", new CabinetPaymentsPage(ui, payments, Money.kzt(5))));
        all.add(Map.entry("payment/mine", new CabinetPaymentsPage(ui, List.of(), Money.ZERO_KZT)));
        all.add(Map.entry("payment/card", new CardPage(ui, null, "x")));
        for (var failure : List.of("declined", "insufficient-funds", "expired-card", "needs-owner", "card-blocked")) {
            all.add(Map.entry("payment/card", new CardPage(ui, card(failure, true), null)));
        }
        all.add(Map.entry("payment/card", new CardPage(ui, card(null, false), null)));
        return all.stream();
    }

    @Test
    void everyPageIsWholeInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(entry -> {
                var out = new StringOutput();
                ENGINE.render(entry.getKey() + ".jte", entry.getValue(), out);
                assertThat(out.toString())
                        .as(lang + " " + entry.getKey())
                        .contains("<h1>" + escaped(entry.getValue().title()))
                        .doesNotContain(NOTE);
            });
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    @Test
    void whoAskedForALargeRefundIsNotOfferedToApproveIt() {
        var ui = Ui.sample(Lang.EN);
        var out = new StringOutput();
        var mine = refund(Refund.State.REQUESTED, PaymentSource.BANK, "me");
        ENGINE.render("payment/refunds.jte", new RefundsPage(ui, List.of(mine), NAMES, "me", null), out);
        assertThat(out.toString()).doesNotContain("/approval").contains("/refusal");
        out = new StringOutput();
        ENGINE.render("payment/refunds.jte", new RefundsPage(ui, List.of(mine), NAMES, "you", null), out);
        assertThat(out.toString()).contains("/approval");
    }
}

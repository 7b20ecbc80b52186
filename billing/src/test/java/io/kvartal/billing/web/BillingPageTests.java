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
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.Replacement;
import io.kvartal.billing.ReplacementId;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page in every language, full and empty; a missing text or icon throws. */
class BillingPageTests {
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
                "call",
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

    private static ChargeView receipt() {
        var contract = SampleContracts.signed(SampleContracts.cpl());
        var charge = charge();
        var note = new CreditNote(
                Ids.next(),
                charge.id(),
                CreditReason.DISPUTE,
                Money.kzt(5_000),
                VAT,
                "<b>half</b>",
                "q",
                AT,
                false,
                null);
        return new ChargeView(
                charge,
                VerdictEngine.judge(Contacts.call(), contract, History.NONE),
                List.of(note),
                new Replacement(
                        ReplacementId.of(Ids.next().toString()), charge.id(), Replacement.State.OWED, AT, AT, "", null),
                "KV-000042");
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var contract = SampleContracts.signed(SampleContracts.cpl().withPlan(40));
        return Stream.of(Map.entry("charge", new ChargePage(ui, receipt(), contract)));
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang)).forEach(page -> {
                var out = new StringOutput();
                ENGINE.render("billing/" + page.getKey() + ".jte", page.getValue(), out);
                assertThat(out.toString()).as(page.getKey()).isNotBlank().doesNotContain("<b>half</b>");
                assertThat(page.getValue().title()).isNotBlank();
            });
        }
    }
}

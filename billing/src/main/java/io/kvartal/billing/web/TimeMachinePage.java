package io.kvartal.billing.web;

import gg.jte.Content;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.TimeMachineBreakEven;
import io.kvartal.billing.TimeMachineReport;
import io.kvartal.billing.TimeMachineResult;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What past months would have cost.
 *
 * @param report null with an error
 * @param error what is wrong with the question, as a sentence
 */
public record TimeMachinePage(
        Ui ui,
        TimeMachinePlace place,
        TimeMachineForm form,
        @Nullable TimeMachineReport report,
        @Nullable String error) implements Page {

    /** A row of the comparison. @param difference to the contract as signed, without VAT */
    public record Compared(String text, String words, TimeMachineResult result, Money difference, int changes) {}

    @Override
    public String title() {
        return place.staff() ? ui.t("timemachine.title-of", place.developer()) : ui.t("timemachine.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return place.nav();
    }

    private TimeMachineReport found() {
        return Objects.requireNonNull(report);
    }

    public Money difference(TimeMachineResult result) {
        return result.totals().net().minus(found().signed().totals().net());
    }

    public int leads(TimeMachineResult result) {
        return result.totals().billed() - found().signed().totals().billed();
    }

    /** With its sign: a saving has a minus. */
    public String signed(Money money) {
        return (money.isPositive() ? "+" : "") + ui.money(money).replace('-', '−');
    }

    public String signed(int number) {
        return (number > 0 ? "+" : "") + ui.number(number).replace('-', '−');
    }

    public String contacts(String variant) {
        return place.base() + "/contacts?" + form.with(variant);
    }

    public String cell(int days, int talk) {
        return contacts(VariantText.of(days, talk).toString());
    }

    public List<Compared> variants() {
        var report = found();
        var rows = new java.util.ArrayList<Compared>();
        for (int i = 0; i < report.variants().size(); i++) {
            var text = VariantText.parse(form.variants().get(i));
            var result = report.variants().get(i);
            rows.add(new Compared(
                    form.variants().get(i),
                    text.words(ui),
                    result,
                    difference(result),
                    result.changesFrom(report.signed()).size()));
        }
        return List.copyOf(rows);
    }

    public boolean assumed() {
        return found().variants().stream().anyMatch(TimeMachineResult::assumedDeals);
    }

    public Money afterCredits() {
        return found().books().gross().minus(found().books().credited());
    }

    public String invoice(InvoiceId id) {
        return place.invoice(id);
    }

    public String what(TimeMachineResult.Cell cell) {
        var channel = cell.channel();
        return switch (cell.kind()) {
            case LEAD ->
                (cell.name().isEmpty() ? Objects.requireNonNullElse(cell.complex(), "") : cell.name()) + ", "
                        + (channel == null ? "" : ui.t("billing.channel." + channel.name()));
            case DEAL -> ui.t("timemachine.deals");
            case PLACEMENT -> ui.t("billing.model.PLACEMENT");
        };
    }

    // ---- break-even ----

    public Content byDeals(TimeMachineBreakEven even) {
        return BreakEvenChart.draw(
                ui,
                ui.t("timemachine.even.by-deals"),
                ui.t("timemachine.even.deals-unit"),
                even.byDeals(),
                even.breakEvenDeals().map(BigDecimal::valueOf).orElse(null));
    }

    public Content byPercent(TimeMachineBreakEven even) {
        return BreakEvenChart.draw(
                ui,
                ui.t("timemachine.even.by-percent", even.deals()),
                "%",
                even.byPercent(),
                even.breakEvenPercent().orElse(null));
    }

    public String percent(BigDecimal percent) {
        return ui.number(percent) + "\u00a0%";
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.AccountHome;
import io.kvartal.billing.AlertLimit;
import io.kvartal.billing.Charge;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.billing.PeriodPart;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The member's money: state, plan, what a month consists of, invoices, details, alerts. @param limit as typed; @param error of the alert's form */
public record AccountPage(
        Ui ui,
        AccountHome home,
        String limit,
        Lang letters,
        @Nullable String error) implements Page {
    static AccountPage of(Ui ui, AccountHome home) {
        var alert = home.alert();
        var unbilled = alert == null ? null : alert.unbilled();
        return new AccountPage(
                ui,
                home,
                unbilled == null ? "" : unbilled.amount().stripTrailingZeros().toPlainString(),
                alert == null ? Lang.RU : alert.lang(),
                null);
    }

    static AccountPage refused(Ui ui, AccountHome home, String typed, Lang letters, String error) {
        return new AccountPage(ui, home, typed, letters, error);
    }

    @Override
    public String title() {
        return ui.t("billing.account.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-billing";
    }

    public String text(Charge charge) {
        return InvoiceTexts.charge(charge, ui);
    }

    public String text(PeriodPart part) {
        var channel = part.channel();
        if (part.complex() == null) {
            return ui.t("account.part.other");
        }
        return part.description() + (channel == null ? "" : ", " + ui.t("billing.channel." + channel.name()));
    }

    public Money amount() {
        return sum(home.parts().stream().map(PeriodPart::amount).toList());
    }

    public Money credited() {
        return sum(home.parts().stream().map(PeriodPart::credited).toList());
    }

    public Money disputed() {
        return sum(home.parts().stream().map(PeriodPart::disputed).toList());
    }

    public long count() {
        return home.parts().stream().mapToLong(PeriodPart::count).sum();
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money::plus).orElse(Money.ZERO_KZT);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public BillingPeriod next() {
        return new BillingPeriod(home.period().month().plusMonths(1));
    }

    public boolean isCurrent() {
        return home.period().equals(home.state().period());
    }

    public boolean filtered() {
        var filter = home.filter();
        return filter.complex() != null || filter.channel() != null || filter.credited() != null;
    }

    /** The charges of one part. */
    public String href(PeriodPart part) {
        return "/cabinet/billing?period=" + home.period() + "&complex=" + text(part.complex()) + "&channel="
                + Objects.toString(part.channel(), "") + "#charges";
    }

    public String creditedHref(PeriodPart part) {
        return "/cabinet/billing?period=" + home.period() + "&complex=" + text(part.complex()) + "&channel="
                + Objects.toString(part.channel(), "") + "&credited=true#charges";
    }

    public String page(int number) {
        var filter = home.filter();
        return "/cabinet/billing?period=" + home.period() + "&complex=" + text(filter.complex()) + "&channel="
                + Objects.toString(filter.channel(), "") + "&credited=" + Objects.toString(filter.credited(), "")
                + "&page=" + number + "#charges";
    }

    /** @param ending {@code csv} or {@code xlsx} */
    public String file(String ending) {
        return "/cabinet/billing/charges." + ending + "?period=" + home.period();
    }

    public List<PeriodPart> complexes() {
        return home.parts().stream()
                .filter(part -> part.complex() != null)
                .collect(Collectors.toMap(PeriodPart::complex, part -> part, (one, other) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    public boolean alertSet() {
        AlertLimit alert = home.alert();
        return alert != null && alert.unbilled() != null;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

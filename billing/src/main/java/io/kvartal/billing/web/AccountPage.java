package io.kvartal.billing.web;

import io.kvartal.billing.AccountState;
import io.kvartal.billing.Charge;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;

/** The member's money: state, charges of a month, invoices. */
public record AccountPage(Ui ui, AccountState state, BillingPeriod period, List<Charge> charges, List<Invoice> invoices)
        implements Page {
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

    public Money amount() {
        return charges.stream().map(Charge::amount).reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money credited() {
        return charges.stream().map(Charge::credited).reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money total() {
        return amount().minus(credited());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public BillingPeriod next() {
        return new BillingPeriod(period.month().plusMonths(1));
    }

    public boolean isCurrent() {
        return period.equals(state.period());
    }
}

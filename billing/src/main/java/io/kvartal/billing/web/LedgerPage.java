package io.kvartal.billing.web;

import io.kvartal.billing.TrialBalance;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.time.LocalDate;

/** The trial balance at the end of a day. */
public record LedgerPage(Ui ui, TrialBalance balance, LocalDate day) implements Page {
    @Override
    public String title() {
        return ui.t("billing.ledger.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-ledger";
    }

    public Money debit() {
        return balance.rows().stream().map(TrialBalance.Row::debit).reduce(Money.ZERO_KZT, Money::plus);
    }

    public Money credit() {
        return balance.rows().stream().map(TrialBalance.Row::credit).reduce(Money.ZERO_KZT, Money::plus);
    }
}

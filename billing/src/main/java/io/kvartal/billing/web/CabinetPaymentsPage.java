package io.kvartal.billing.web;

import io.kvartal.billing.Payment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.util.List;

/** What a developer paid, and what of it waits for the next invoice. */
public record CabinetPaymentsPage(Ui ui, List<Payment> payments, Money balance) implements Page {
    @Override
    public String title() {
        return ui.t("payment.mine.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-billing";
    }

    public Money total() {
        return payments.stream().map(Payment::amount).reduce(Money.ZERO_KZT, Money::plus);
    }
}

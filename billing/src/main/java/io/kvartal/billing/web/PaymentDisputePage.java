package io.kvartal.billing.web;

import io.kvartal.billing.PaymentDispute;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import org.jspecify.annotations.Nullable;

/** One chargeback and the story that is told to the bank. */
public record PaymentDisputePage(
        Ui ui,
        PaymentDispute dispute,
        String payer,
        String evidence,
        @Nullable String error) implements Page {
    @Override
    public String title() {
        return ui.t("payment.dispute.title", dispute.amount());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-payment-disputes";
    }

    public boolean canAnswer() {
        return dispute.state() == PaymentDispute.State.NEEDS_RESPONSE;
    }

    public boolean isLate() {
        var due = dispute.dueAt();
        return due != null && ui.now().isAfter(due);
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.OpenCredit;
import io.kvartal.billing.Payment;
import io.kvartal.billing.PaymentSource;
import io.kvartal.billing.Refund;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One payment with what was given back of it. @param balance of the developer @param limit up to it one person refunds alone */
public record PaymentPage(
        Ui ui,
        Payment payment,
        String payer,
        List<Refund> refunds,
        List<OpenCredit> credits,
        Money balance,
        Money limit,
        Map<String, String> form,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("payment.one.title", payment.amount());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-payments";
    }

    public boolean isReversible() {
        return payment.source() != PaymentSource.STRIPE
                && payment.kind() == Payment.Kind.RECEIVED
                && !payment.reversed()
                && payment.refunded().isZero();
    }

    public boolean isRefundable() {
        return payment.refundable().isPositive() && (balance.isPositive() || !credits.isEmpty());
    }

    public String base() {
        return "/billing/payments/" + payment.tenant() + "/" + payment.id();
    }

    public String typed(String field) {
        return form.getOrDefault(field, "");
    }
}

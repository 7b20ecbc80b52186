package io.kvartal.billing.sandbox;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hosted payment page of one invoice.
 *
 * @param state open, paid, void
 * @param problem key of the sentence that says why the last attempt failed
 */
public record PayPage(
        Ui ui,
        String token,
        String state,
        String merchant,
        String payer,
        String number,
        Money amount,
        @Nullable LocalDate dueOn,
        List<Line> lines,
        boolean hasMoreLines,
        String card,
        @Nullable String problem)
        implements Page {
    public record Line(String text, Money amount) {}

    @Override
    public String title() {
        return ui.t("stripe.pay.title", number);
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }

    @Override
    public List<String> styles() {
        return List.of("/billing/stripe-sandbox.css");
    }

    public boolean isOpen() {
        return state.equals("open");
    }

    public Lang[] languages() {
        return Lang.values();
    }

    public String goodCard() {
        return TestCard.GOOD_NUMBER;
    }

    public String declinedCard() {
        return TestCard.DECLINED_NUMBER;
    }
}

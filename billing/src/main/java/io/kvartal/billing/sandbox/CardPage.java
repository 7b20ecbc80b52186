package io.kvartal.billing.sandbox;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page on which a person saves a card. @param problem key of the sentence that says why the number was not taken */
public record CardPage(
        Ui ui,
        String token,
        boolean open,
        String back,
        @Nullable String problem) implements Page {
    @Override
    public String title() {
        return ui.t("stripe.card.title");
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }

    @Override
    public List<String> styles() {
        return List.of("/billing/stripe-sandbox.css");
    }

    public Lang[] languages() {
        return Lang.values();
    }

    public List<String> cards() {
        return List.of(
                TestCard.GOOD.number, TestCard.NO_FUNDS.number, TestCard.NEEDS_OWNER.number, TestCard.DISPUTED.number);
    }
}

package io.kvartal.alert.web;

import io.kvartal.alert.SubjectWords;
import io.kvartal.alert.Subscription;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Locale;

/** One subscription and all that can be done with it. @param saved it was changed a moment ago */
public record SubscriptionPage(Ui ui, Subscription subscription, SubjectWords.Named named, String key, boolean saved)
        implements Page {
    @Override
    public String title() {
        return subscription.name() == null ? named.words() : subscription.name();
    }

    public String action(String rest) {
        return ui.href("/alerts/" + key + rest);
    }

    public boolean is(Subscription.State state) {
        return subscription.state() == state;
    }

    public String stateName() {
        return ui.t("alert.state." + subscription.state().name().toLowerCase(Locale.ROOT));
    }

    public String badge() {
        return is(Subscription.State.ACTIVE) ? "kv-badge kv-badge--ok" : "kv-badge";
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    @Override
    public boolean hidden() {
        return true;
    }
}

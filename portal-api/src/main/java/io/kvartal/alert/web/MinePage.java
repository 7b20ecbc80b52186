package io.kvartal.alert.web;

import io.kvartal.alert.Alerts;
import io.kvartal.alert.SubjectWords;
import io.kvartal.alert.Subscription;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** The subscriptions that were confirmed in this browser. */
public record MinePage(Ui ui, List<Row> rows) implements Page {
    public record Row(Alerts.Kept kept, SubjectWords.Named named) {
        public Subscription subscription() {
            return kept.subscription();
        }

        public String title() {
            var name = subscription().name();
            return name == null ? named.words() : name;
        }
    }

    @Override
    public String title() {
        return ui.t("alert.mine");
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

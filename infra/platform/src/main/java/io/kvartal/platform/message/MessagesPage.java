package io.kvartal.platform.message;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.util.List;

/** What would have gone out as SMS or to Telegram. */
public record MessagesPage(Ui ui, List<Line> lines) implements Page {
    public record Line(String channel, String to, String text, Instant at) {}

    @Override
    public String title() {
        return ui.t("message.messages");
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }
}

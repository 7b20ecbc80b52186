package io.kvartal.platform.message;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.util.List;

/** The demo mailbox: all letters, newest first. */
public record MailboxPage(Ui ui, String to, List<Line> lines) implements Page {
    public record Line(String id, String to, String subject, Instant at, String state) {}

    @Override
    public String title() {
        return ui.t("message.mailbox");
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }
}

package io.kvartal.platform.message;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.util.List;

/** One letter: its head, its links, its files, its plain text, and the HTML in a frame that may do nothing. */
public record LetterPage(
        Ui ui,
        String id,
        String to,
        String subject,
        Instant at,
        String text,
        List<String> links,
        List<Attachment> files)
        implements Page {
    @Override
    public String title() {
        return subject;
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }
}

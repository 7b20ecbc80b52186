package io.kvartal.desk;

import io.kvartal.callback.Callback;
import io.kvartal.callback.Queue;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** {@code /desk}. @param lines the head of the queue. @param empty the last "next" found nothing */
public record QueuePage(Ui ui, Queue queue, List<Line> lines, boolean empty) implements Page {
    public record Line(Callback callback, String developer, boolean late) {}

    @Override
    public String title() {
        return ui.t("desk.queue.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "desk";
    }

    @Override
    public List<String> scripts() {
        return List.of("/qa-callbacks/desk.js");
    }
}

package io.kvartal.survey;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /portfolio/nps}: a wave counted, developers, answers, tasks.
 *
 * @param current the quarter of today, which a wave may be started for when {@code mayStart}
 * @param before the wave before, to compare with
 */
public record BoardPage(
        Ui ui,
        String current,
        boolean mayStart,
        List<String> quarters,
        @Nullable String quarter,
        @Nullable Nps nps,
        @Nullable Nps before,
        List<DeveloperLine> developers,
        List<AnswerLine> answers,
        List<TaskLine> tasks)
        implements Page {

    public record DeveloperLine(String name, AccountScore score) {}

    public record AnswerLine(
            String developer,
            String person,
            String role,
            int score,
            @Nullable String comment,
            Instant at) {}

    public record TaskLine(String id, String developer, Task task, boolean late) {}

    @Override
    public String title() {
        return ui.t("survey.board.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "nps";
    }

    /** Whole points, with a sign: {@code +32}. */
    public static String points(double value) {
        var rounded = Math.round(value);
        return rounded > 0 ? "+" + rounded : rounded < 0 ? "−" + -rounded : "0";
    }

    public String mark(double value) {
        return ui.number(java.math.BigDecimal.valueOf(Math.round(value * 10), 1));
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.ReminderPolicy;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reminder policy as a form, and what it does to one invoice.
 *
 * @param seen version of the policy that the form began with
 * @param letters about an invoice of {@code issuedOn} that nobody pays
 * @param note what has just happened, else null
 * @param error why nothing was saved, else null
 */
public record RemindersPage(
        Ui ui,
        List<Row> rows,
        String seen,
        LocalDate issuedOn,
        LocalDate dueOn,
        List<ReminderPolicy.Letter> letters,
        @Nullable String note,
        @Nullable String error)
        implements Page {
    /** The number that the example bears. */
    private static final String NUMBER = "KV-000042";

    /** @param days as typed; @param error of the days, else null */
    public record Row(
            String step,
            String days,
            boolean enabled,
            @Nullable String error) {
        static Row of(ReminderPolicy.Step step) {
            return new Row(step.step(), Integer.toString(step.days()), step.enabled(), null);
        }
    }

    @Override
    public String title() {
        return ui.t("reminders.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-reminders";
    }

    /** {@code за 3 дня до срока}; empty for what is no number. */
    public String when(Row row) {
        try {
            return when(Integer.parseInt(row.days()));
        } catch (NumberFormatException unreadable) {
            return "";
        }
    }

    public String when(ReminderPolicy.Letter letter) {
        return letter.kind().equals("invoice") ? ui.t("reminders.when.invoice") : when(letter.overdue());
    }

    private String when(long days) {
        return days == 0
                ? ui.t("reminders.when.due")
                : ui.t(days < 0 ? "reminders.when.before" : "reminders.when.after", Math.abs(days));
    }

    public String subject(ReminderPolicy.Letter letter) {
        return ui.t("reminder.subject." + letter.kind(), NUMBER, Math.abs(letter.overdue()));
    }

    public String intro(ReminderPolicy.Letter letter) {
        return ui.t("reminder.intro." + letter.kind(), NUMBER, ui.date(dueOn), Math.abs(letter.overdue()));
    }

    public int earliest() {
        return ReminderPolicy.EARLIEST;
    }

    public int latest() {
        return ReminderPolicy.LATEST;
    }
}

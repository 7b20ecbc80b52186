package io.kvartal.billing.web;

import io.kvartal.billing.Change;
import io.kvartal.billing.ContactVerdicts;
import io.kvartal.billing.ReceiptLine;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import org.jspecify.annotations.Nullable;

/** All verdicts on one contact, newest first. @param cabinet links lead where a developer may go */
public record ContactVerdictsPage(Ui ui, ContactVerdicts.History history, boolean cabinet) implements Page {
    @Override
    public String title() {
        return ui.t("verdict.history.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return cabinet ? "cabinet-billing" : "billing-replay";
    }

    /** The first verdict has nothing before it. */
    public String sentence(Change change) {
        var name = ui.t("verdict.change." + change.name());
        return change.before().isEmpty() && change.after().isEmpty()
                ? name
                : name + ": " + word(change, change.before()) + " → " + word(change, change.after());
    }

    private String word(Change change, String code) {
        if (code.isEmpty()) {
            return "—";
        }
        var room = "billing.room." + code;
        return switch (change.name()) {
            case "verdict" -> ui.t("verdict." + code);
            case "room" -> ui.has(room) ? ui.t(room) : code;
            default -> ReceiptLine.text(code, ui);
        };
    }

    public @Nullable String why(Receipt receipt) {
        var verdict = receipt.verdict();
        var key = "verdict.detail." + verdict.code() + "." + verdict.detail();
        var reason = "verdict.reason." + verdict.detail();
        return ui.has(key) ? ui.t(key) : ui.has(reason) ? ui.t(reason) : null;
    }
}

package io.kvartal.desk;

import io.kvartal.platform.web.Ui;
import io.kvartal.search.Alternative;
import io.kvartal.shared.Money;
import java.math.BigDecimal;

/** Reasons in words. */
final class Sentences {
    private Sentences() {}

    static String of(Ui ui, Alternative.Reason reason) {
        return switch (reason.code()) {
            case "price" -> price(ui, number(reason, "percent"), value(reason, "from"));
            case "district" ->
                Boolean.parseBoolean(value(reason, "same"))
                        ? ui.t("desk.reason.district.same", value(reason, "km"))
                        : ui.t("desk.reason.district.other", value(reason, "km"));
            case "class" ->
                ui.t(
                        Boolean.parseBoolean(value(reason, "same"))
                                ? "desk.reason.class.same"
                                : "desk.reason.class.other",
                        ui.t("desk.class." + value(reason, "class")));
            case "completion" ->
                number(reason, "quarters") > 0
                        ? ui.t("desk.reason.completion.later", number(reason, "quarters"), value(reason, "ready"))
                        : ui.t("desk.reason.completion.sooner", value(reason, "ready"));
            case "rooms" -> ui.t("desk.reason.rooms", number(reason, "units"));
            case "answers" -> answers(ui, reason);
            case "answers-unknown" -> ui.t("desk.reason.answers-unknown");
            case "heard" -> ui.t("desk.reason.heard", number(reason, "contacted"), number(reason, "asked"));
            default -> reason.code();
        };
    }

    private static String price(Ui ui, long percent, String from) {
        var money = ui.money(Money.of(new BigDecimal(from), Money.KZT));
        return percent < 0
                ? ui.t("desk.reason.price.cheaper", -percent, money)
                : percent == 0
                        ? ui.t("desk.reason.price.same", money)
                        : ui.t("desk.reason.price.dearer", percent, money);
    }

    private static String answers(Ui ui, Alternative.Reason reason) {
        var kept = ui.t(
                "desk.reason.answers.kept",
                number(reason, "kept"),
                number(reason, "promised"),
                number(reason, "surely"));
        return value(reason, "minutes").isEmpty()
                ? kept
                : ui.t("desk.reason.answers.minutes", number(reason, "minutes")) + "; " + kept;
    }

    private static long number(Alternative.Reason reason, String name) {
        var text = value(reason, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static String value(Alternative.Reason reason, String name) {
        return reason.values().getOrDefault(name, "");
    }
}

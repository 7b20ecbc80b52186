package io.kvartal.billing.web;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as people write them, and refusals as they read them. */
final class Typed {
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("d.M.uuuu");

    private Typed() {}

    /** {@code 2026-11-05} or {@code 05.11.2026}. */
    static LocalDate day(@Nullable String text, String pointer) {
        var typed = text == null ? "" : text.strip();
        try {
            return typed.contains(".") ? LocalDate.parse(typed, DOTTED) : LocalDate.parse(typed);
        } catch (DateTimeParseException notADay) {
            throw new Problem.Invalid(pointer, "deals-day", typed);
        }
    }

    /** {@code 31 500 000}, {@code 31500000,50}. */
    static Money sum(@Nullable String text, String pointer) {
        var typed = text == null ? "" : text.strip();
        try {
            var sum = Money.of(
                    new BigDecimal(typed.replaceAll("[\\s\u00a0\u202f₸]", "").replace(',', '.')), Money.KZT);
            if (sum.isPositive()) {
                return sum;
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new Problem.Invalid(pointer, "deals-sum", typed);
        }
        throw new Problem.Invalid(pointer, "deals-sum", typed);
    }

    static String sentence(Ui ui, Problem wrong) {
        return switch (wrong) {
            case Problem.Invalid invalid ->
                invalid.errors().stream()
                        .map(error -> place(ui, error.pointer()) + ui.t("problem." + error.code(), error.args()))
                        .collect(Collectors.joining(" "));
            case Problem.NotFound missing -> ui.t("problem.deal-without-fixation");
            default -> ui.t("problem." + wrong.code(), wrong.args());
        };
    }

    /** {@code /items/3/sum} is in line 4. */
    private static String place(Ui ui, String pointer) {
        var parts = pointer.split("/");
        return parts.length == 4 && parts[1].equals("items")
                ? ui.t("fixation.deals.line", Integer.parseInt(parts[2]) + 1) + " "
                : "";
    }
}

package io.kvartal.billing.web;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what somebody typed and keeps a sentence for each field that cannot be read; such a field reads as some value, which nobody may use then. */
final class TypedFields {
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("d.M.uuuu");

    private final Function<String, String> typed;
    private final Map<String, FieldError> errors = new LinkedHashMap<>();

    TypedFields(Function<String, String> typed) {
        this.typed = typed;
    }

    Map<String, FieldError> errors() {
        return errors;
    }

    void wrong(String field, String code, Object... args) {
        errors.putIfAbsent(field, new FieldError("/" + field, code, args));
    }

    String text(String field) {
        return typed.apply(field).strip();
    }

    boolean isBlank(String field) {
        return text(field).isEmpty();
    }

    String required(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            wrong(field, "required");
        }
        return text;
    }

    int number(String field, int least, int most) {
        if (required(field).isEmpty()) {
            return least;
        }
        var number = optionalNumber(field, least, most);
        return number == null ? least : number;
    }

    @Nullable
    Integer optionalNumber(String field, int least, int most) {
        var text = digits(text(field));
        if (text.isEmpty()) {
            return null;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            wrong(field, "contract-number", least, most);
            return null;
        }
        wrong(field, "contract-number", least, most);
        return null;
    }

    <E extends Enum<E>> E choice(String field, Class<E> type) {
        var choice = optionalChoice(field, type);
        if (choice == null) {
            wrong(field, "required");
            return type.getEnumConstants()[0];
        }
        return choice;
    }

    <E extends Enum<E>> @Nullable E optionalChoice(String field, Class<E> type) {
        var text = text(field);
        for (var one : type.getEnumConstants()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        if (!text.isEmpty()) {
            wrong(field, "wrong-value", text);
        }
        return null;
    }

    /** Null when the field is empty or no amount. */
    @Nullable
    Money money(String field) {
        var text = digits(text(field)).replace(',', '.');
        try {
            var money = text.isEmpty() ? null : Money.of(new BigDecimal(text), Money.KZT);
            if (money == null || money.minor() >= 0) {
                return money;
            }
        } catch (NumberFormatException | ArithmeticException noAmount) {
            wrong(field, "contract-amount");
            return null;
        }
        wrong(field, "contract-amount");
        return null;
    }

    @Nullable
    Money positive(String field) {
        var money = money(field);
        if (money != null && !money.isPositive()) {
            wrong(field, "contract-amount");
            return null;
        }
        return money;
    }

    /** {@code 2026-12-31} or {@code 31.12.2026}. */
    LocalDate date(String field) {
        var text = required(field);
        var date = date(text, field);
        return date == null ? LocalDate.EPOCH : date;
    }

    @Nullable
    LocalDate date(String text, String field) {
        try {
            return text.isEmpty() ? null : text.contains(".") ? LocalDate.parse(text, DOTTED) : LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            wrong(field, "contract-date", text);
            return null;
        }
    }

    private static String digits(String text) {
        return text.replaceAll("[\\s\u00a0\u202f]", "");
    }
}

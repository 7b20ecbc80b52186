package io.kvartal.catalogue.content;

import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a form and gathers what is wrong with it. What could not be read gets a stand-in; {@link #check} throws before anybody uses it. */
public final class Fields {
    private static final int LINE = 200;
    private static final int TEXT = 2_000;

    private final Map<String, ? extends List<String>> sent;
    private final List<FieldError> errors = new ArrayList<>();

    public Fields(Map<String, ? extends List<String>> sent) {
        this.sent = sent;
    }

    /** Stripped; empty when absent. */
    public String raw(String name) {
        var values = sent.get(name);
        return values == null || values.isEmpty()
                ? ""
                : Objects.requireNonNullElse(values.getFirst(), "").strip();
    }

    List<String> all(String name) {
        var values = sent.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    String line(String name) {
        return required(name, LINE);
    }

    /** All three languages, or a complaint about each that is missing. */
    LocalizedText texts(String name) {
        return new LocalizedText(required(name + "Ru", TEXT), required(name + "Kk", TEXT), required(name + "En", TEXT));
    }

    /** Russian at least; it stands in for the others. */
    LocalizedText caption(String name) {
        var russian = required(name + "Ru", LINE);
        var kazakh = raw(name + "Kk");
        var english = raw(name + "En");
        return new LocalizedText(russian, kazakh.isEmpty() ? russian : kazakh, english.isEmpty() ? russian : english);
    }

    LocalDate date(String name) {
        try {
            return LocalDate.parse(raw(name));
        } catch (DateTimeParseException wrong) {
            return wrong(name, "form-date", LocalDate.EPOCH);
        }
    }

    int whole(String name, int least, int most) {
        var value = raw(name);
        if (value.matches("\\d{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        return wrong(name, "form-number", least, least, most);
    }

    <T> T wrong(String name, String code, T instead, Object... args) {
        errors.add(new FieldError("/" + name, code, args));
        return instead;
    }

    /** @throws Problem.Invalid with everything that is wrong */
    void check() {
        if (!errors.isEmpty()) {
            throw new Problem.Invalid("invalid", errors);
        }
    }

    private String required(String name, int longest) {
        var value = raw(name);
        if (value.isEmpty()) {
            return wrong(name, "required", "");
        }
        return value.length() > longest ? wrong(name, "text-length", "", longest) : value;
    }
}

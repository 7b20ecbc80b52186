package io.kvartal.affordability;

import io.kvartal.mortgage.Programme;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of a programme as staff write it: the texts that were typed, and the keys of what is wrong with them. */
public final class ProgrammeForm {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern SOURCE = Pattern.compile("https://[^\\s\"<>]{3,300}");
    private static final Pattern CAP = Pattern.compile("([a-z-]{2,40}|\\*)\\s*[=:]\\s*([\\d\\s\\u00a0]{1,20})");
    private static final int LONGEST_TEXT = 600;

    private final Map<String, String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final @Nullable Programme programme;

    private ProgrammeForm(Map<String, String> values, @Nullable LocalDate checkedAt) {
        this.values = Map.copyOf(values);
        this.programme = checkedAt == null ? null : read(checkedAt);
    }

    /** Empty, or what is in force, to be changed from a day on. */
    static ProgrammeForm of(@Nullable Programme now, LocalDate from) {
        var values = new HashMap<String, String>();
        values.put("validFrom", from.toString());
        if (now != null) {
            values.put("code", now.code());
            values.put("rate", now.rate().toPlainString());
            values.put("downFinished", now.downFinished().toPlainString());
            values.put("downUnfinished", now.downUnfinished().toPlainString());
            values.put("maxMonths", Integer.toString(now.maxMonths()));
            values.put("capKind", now.capKind().name());
            values.put("caps", lines(now.caps()));
            values.put("general", now.general() ? "on" : "");
            values.put("monthsWithoutHome", Integer.toString(now.monthsWithoutHome()));
            put(values, "name", now.name());
            put(values, "conditions", now.conditions());
            values.put("sourceUrl", now.sourceUrl());
        }
        return new ProgrammeForm(values, null);
    }

    /** @param today the day on which the source was read: who writes a version has just done so */
    static ProgrammeForm typed(Map<String, String> values, LocalDate today) {
        return new ProgrammeForm(values, today);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** Key of the sentence that says what is wrong. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public boolean wrong() {
        return !errors.isEmpty();
    }

    public Optional<Programme> programme() {
        return Optional.ofNullable(programme);
    }

    private @Nullable Programme read(LocalDate checkedAt) {
        if (!CODE.matcher(value("code")).matches()) {
            errors.put("code", "programme-code");
        }
        if (!SOURCE.matcher(value("sourceUrl")).matches()) {
            errors.put("sourceUrl", "programme-source");
        }
        var from = date();
        var rate = number("rate", 100);
        var finished = number("downFinished", 99);
        var unfinished = number("downUnfinished", 99);
        var months = number("maxMonths", 600);
        var without = number("monthsWithoutHome", 600);
        var caps = caps();
        var name = text("name");
        var conditions = text("conditions");
        var kind = kind(caps);
        return errors.isEmpty()
                ? new Programme(
                        value("code"),
                        from,
                        null,
                        name,
                        rate,
                        finished,
                        unfinished,
                        Math.max(1, months.intValue()),
                        kind,
                        kind == Programme.CapKind.NONE ? Map.of() : caps,
                        !value("general").isEmpty(),
                        without.intValue(),
                        conditions,
                        value("sourceUrl"),
                        checkedAt)
                : null;
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(value("validFrom"));
        } catch (DateTimeParseException unreadable) {
            errors.put("validFrom", "programme-date");
            return LocalDate.MIN;
        }
    }

    private BigDecimal number(String field, int most) {
        var text = value(field).strip().replace(',', '.');
        if (text.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            var number = new BigDecimal(text);
            if (number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return number;
            }
        }
        errors.put(field, "programme-number");
        return BigDecimal.ZERO;
    }

    private Map<String, Money> caps() {
        var caps = new TreeMap<String, Money>();
        value("caps").lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            var cap = CAP.matcher(line);
            var digits = cap.matches() ? cap.group(2).replaceAll("\\D", "") : "";
            if (digits.isEmpty() || digits.length() > 12 || Long.parseLong(digits) == 0) {
                errors.put("caps", "programme-caps");
            } else {
                caps.put(cap.group(1), Money.kzt(Long.parseLong(digits)));
            }
        });
        return caps;
    }

    private Programme.CapKind kind(Map<String, Money> caps) {
        try {
            var kind = Programme.CapKind.valueOf(value("capKind"));
            if (kind != Programme.CapKind.NONE && caps.isEmpty()) {
                errors.putIfAbsent("caps", "programme-caps");
            }
            return kind;
        } catch (IllegalArgumentException unknown) {
            errors.put("capKind", "programme-number");
            return Programme.CapKind.NONE;
        }
    }

    private LocalizedText text(String field) {
        for (var lang : new String[] {"Ru", "Kk", "En"}) {
            var text = value(field + lang).strip();
            if (text.isEmpty() || text.length() > LONGEST_TEXT) {
                errors.put(field + lang, "programme-text");
            }
        }
        return new LocalizedText(
                value(field + "Ru").strip(),
                value(field + "Kk").strip(),
                value(field + "En").strip());
    }

    private static void put(Map<String, String> values, String field, LocalizedText text) {
        values.put(field + "Ru", text.ru());
        values.put(field + "Kk", text.kk());
        values.put(field + "En", text.en());
    }

    private static String lines(Map<String, Money> caps) {
        return new TreeMap<>(caps)
                .entrySet().stream()
                        .map(cap ->
                                cap.getKey() + " = " + cap.getValue().amount().toBigInteger())
                        .collect(Collectors.joining("\n"));
    }
}

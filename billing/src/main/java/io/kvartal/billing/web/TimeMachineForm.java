package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachineQuestion;
import io.kvartal.contract.Commission;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The question as it stands in the address, with what was left out filled in: the three months before this one, windows of 30, 60 and 90 days, thresholds
 * of 20, 40 and 60 seconds.
 *
 * @param variants texts of {@link VariantText}
 * @param added what was typed for one more variant
 */
public record TimeMachineForm(Map<String, String> fields, List<String> variants, Map<String, String> added) {
    private static final Map<String, String> USUAL = Map.of(
            "days", "30,60,90", "talk", "20,40,60", "percent", "2", "dealSum", "30000000", "deals", "0", "fee", "");
    private static final List<String> FIELDS =
            List.of("from", "to", "days", "talk", "percent", "dealSum", "deals", "fee");

    static TimeMachineForm of(MultiValueMap<String, String> query, YearMonth now) {
        var fields = new LinkedHashMap<String, String>();
        for (var name : FIELDS) {
            var typed = Objects.requireNonNullElse(query.getFirst(name), "").strip();
            fields.put(
                    name,
                    !typed.isEmpty()
                            ? typed
                            : switch (name) {
                                case "from" -> now.minusMonths(3).toString();
                                case "to" -> now.minusMonths(1).toString();
                                default -> Objects.requireNonNull(USUAL.get(name));
                            });
        }
        var added = new LinkedHashMap<String, String>();
        for (var name : VariantText.NAMES) {
            added.put(
                    name,
                    Objects.requireNonNullElse(query.getFirst("n." + name), "").strip());
        }
        return new TimeMachineForm(fields, variants(query), added);
    }

    private static List<String> variants(MultiValueMap<String, String> query) {
        return query.getOrDefault("v", List.of()).stream()
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .toList();
    }

    public String get(String field) {
        return Objects.requireNonNullElse(fields.get(field), "");
    }

    public String adding(String name) {
        return Objects.requireNonNullElse(added.get(name), "");
    }

    public boolean isAdding(String name, Enum<?> value) {
        return value.name().equals(adding(name));
    }

    /** With what was typed for one more variant among the others; the same when nothing was. */
    TimeMachineForm settled() {
        var typed = VariantText.of(added);
        if (typed.isEmpty()) {
            return this;
        }
        typed.variant();
        var all = new ArrayList<>(variants);
        if (!all.contains(typed.toString())) {
            all.add(typed.toString());
        }
        return new TimeMachineForm(fields, all, Map.of());
    }

    boolean isSettled() {
        return VariantText.of(added).isEmpty();
    }

    /** @throws Problem.Invalid */
    TimeMachineQuestion question() {
        return question(variants.stream().map(VariantText::parse).toList());
    }

    TimeMachineQuestion question(List<VariantText> texts) {
        var from = month("from");
        var to = month("to");
        if (to.isBefore(from)
                || from.plusMonths(TimeMachineQuestion.MOST_MONTHS - 1L).isBefore(to)) {
            throw new Problem.Invalid("/to", "time-machine-months", TimeMachineQuestion.MOST_MONTHS);
        }
        if (texts.size() > TimeMachineQuestion.MOST_VARIANTS) {
            throw new Problem.Invalid("/v", "time-machine-variants", TimeMachineQuestion.MOST_VARIANTS);
        }
        var fee = get("fee");
        return new TimeMachineQuestion(
                from,
                to,
                steps("days", 1, 365),
                steps("talk", 0, 180),
                texts.stream().map(VariantText::variant).toList(),
                commission(),
                read("dealSum", TimeMachineForm::money),
                read("deals", TimeMachineForm::count),
                fee.isEmpty() ? null : read("fee", TimeMachineForm::money));
    }

    private YearMonth month(String field) {
        try {
            return YearMonth.parse(get(field));
        } catch (DateTimeParseException notAMonth) {
            throw new Problem.Invalid("/" + field, "invalid-period", get(field));
        }
    }

    private List<Integer> steps(String field, int least, int most) {
        return read(field, text -> {
            var steps = Arrays.stream(text.split("[,; ]+"))
                    .map(Integer::valueOf)
                    .distinct()
                    .sorted()
                    .toList();
            if (steps.size() > TimeMachineQuestion.MOST_STEPS || steps.getFirst() < least || steps.getLast() > most) {
                throw new IllegalArgumentException(text);
            }
            return steps;
        });
    }

    private Commission commission() {
        return read("percent", text -> new Commission.Percent(new BigDecimal(text.replace(',', '.'))));
    }

    private static int count(String text) {
        var number = Integer.parseInt(text);
        if (number < 0 || number > 10_000) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    /** Above zero, at most a trillion tenge. */
    static Money money(String text) {
        var money = Money.of(
                new BigDecimal(text.replace(" ", "").replace("\u00a0", "").replace(',', '.')), Money.KZT);
        if (!money.isPositive() || money.compareTo(Money.kzt(1_000_000_000_000L)) > 0) {
            throw new IllegalArgumentException(text);
        }
        return money;
    }

    private <T> T read(String field, java.util.function.Function<String, T> reader) {
        try {
            return reader.apply(get(field));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new Problem.Invalid("/" + field, "time-machine-field", get(field));
        }
    }

    // ---- addresses ----

    /** Everything that was asked, as the query of an address. */
    public String query() {
        return query(variants);
    }

    /** The same without one variant. */
    public String without(String variant) {
        return query(variants.stream().filter(text -> !text.equals(variant)).toList());
    }

    /** The same, with one variant singled out. */
    public String with(String variant) {
        return query() + "&w=" + encoded(variant);
    }

    private String query(List<String> texts) {
        var parts = fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.toCollection(ArrayList::new));
        texts.forEach(text -> parts.add("v=" + encoded(text)));
        return String.join("&", parts);
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(Objects.requireNonNullElse(text, ""), StandardCharsets.UTF_8);
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachineVariant;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Commission;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A variant of the time machine as it stands in addresses: {@code talk:20,days:30,scope:COMPLEX}. Amounts are whole tenge or have two decimals.
 *
 * @param parts known names in their fixed order, so that one variant has one text
 */
public record VariantText(Map<String, String> parts) {
    static final List<String> NAMES = List.of(
            "model",
            "talk",
            "review",
            "days",
            "scope",
            "anchor",
            "missed",
            "merge",
            "monthlyCap",
            "dailyCap",
            "price",
            "factor",
            "percent",
            "perDeal",
            "fee");

    /** Nothing is the contract as signed. @throws Problem.Invalid for an unknown name */
    static VariantText parse(String text) {
        if (text.isBlank()) {
            return of(Map.of());
        }
        var parts = new LinkedHashMap<String, String>();
        for (var part : text.split(",")) {
            var colon = part.indexOf(':');
            if (colon <= 0 || !NAMES.contains(part.substring(0, colon))) {
                throw wrong(part);
            }
            parts.put(part.substring(0, colon), part.substring(colon + 1));
        }
        return of(parts);
    }

    static VariantText of(Map<String, String> typed) {
        var parts = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = typed.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                parts.put(name, value.replace(" ", "").replace(',', '.'));
            }
        }
        return new VariantText(parts);
    }

    public static VariantText of(int days, int talk) {
        return of(Map.of("days", String.valueOf(days), "talk", String.valueOf(talk)));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    @Override
    public String toString() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + ":" + part.getValue())
                .collect(Collectors.joining(","));
    }

    /** @throws Problem.Invalid for a value that no contract may have */
    TimeMachineVariant variant() {
        return new TimeMachineVariant(
                model(),
                number("talk", 0, 180),
                number("review", 0, 180),
                number("days", 1, 365),
                read("scope", UniquenessScope::valueOf),
                read("anchor", UniquenessAnchor::valueOf),
                read("missed", MissedRule::valueOf),
                read("merge", CrossChannelMerge::valueOf),
                number("monthlyCap", 0, 1_000_000),
                number("dailyCap", 0, 1_000_000),
                money("price"),
                read("factor", VariantText::factor),
                commission(),
                money("fee"));
    }

    /** A price, a commission or a fee says by itself what is paid for. */
    private @Nullable CommercialModel model() {
        if (parts.containsKey("model")) {
            return read("model", CommercialModel::valueOf);
        }
        return parts.containsKey("percent") || parts.containsKey("perDeal")
                ? CommercialModel.CPT
                : parts.containsKey("fee")
                        ? CommercialModel.PLACEMENT
                        : parts.containsKey("price") ? CommercialModel.CPL : null;
    }

    private @Nullable Commission commission() {
        var flat = money("perDeal");
        return flat != null
                ? new Commission.Flat(flat)
                : read("percent", percent -> new Commission.Percent(new BigDecimal(percent)));
    }

    private static BigDecimal factor(String text) {
        var factor = new BigDecimal(text);
        if (factor.signum() <= 0 || factor.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(text);
        }
        return factor;
    }

    private @Nullable Integer number(String name, int least, int most) {
        return read(name, text -> {
            var number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    private @Nullable Money money(String name) {
        return read(name, text -> TimeMachineForm.money(text));
    }

    private <T> @Nullable T read(String name, Function<String, T> reader) {
        var text = parts.get(name);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw wrong(name + ":" + text);
        }
    }

    private static Problem.Invalid wrong(String part) {
        return new Problem.Invalid("/v", "time-machine-variant", part);
    }

    /** In words, such as "talk from 20 s, window 30 days". */
    public String words(Ui ui) {
        var words = new ArrayList<String>();
        parts.forEach((name, value) -> words.add(ui.t("timemachine.part." + name, shown(ui, name, value))));
        return String.join(", ", words);
    }

    private static Object shown(Ui ui, String name, String value) {
        return switch (name) {
            case "model" -> ui.t("billing.model." + value);
            case "scope", "anchor", "missed", "merge" -> ui.t("verdict.word." + value);
            case "price", "perDeal", "fee" -> ui.money(TimeMachineForm.money(value));
            case "percent", "factor" -> ui.number(new BigDecimal(value));
            case "monthlyCap", "dailyCap" ->
                value.equals("0") ? ui.t("timemachine.no-cap") : ui.number(Long.parseLong(value));
            default -> ui.number(Long.parseLong(value));
        };
    }
}

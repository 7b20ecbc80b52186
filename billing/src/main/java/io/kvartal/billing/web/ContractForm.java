package io.kvartal.billing.web;

import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Commission;
import io.kvartal.contract.Contract;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The fields of a new contract version as somebody typed them. */
public record ContractForm(Map<String, String> fields) {
    /** Rows for prices besides the common one. */
    public static final int PRICE_ROWS = 6;

    /** The newest version as a proposal. */
    static ContractForm of(Contract last, LocalDate from) {
        var fields = new HashMap<String, String>();
        var terms = last.terms();
        fields.put("validFrom", from.toString());
        fields.put("model", last.model().name());
        fields.put("minTalkSec", String.valueOf(terms.minTalkSec()));
        fields.put("reviewFromSec", String.valueOf(terms.reviewFromSec()));
        fields.put("uniquenessDays", String.valueOf(terms.uniquenessDays()));
        fields.put("uniquenessScope", terms.uniquenessScope().name());
        fields.put("uniquenessAnchor", terms.uniquenessAnchor().name());
        fields.put("missedInHours", terms.missedInHours().name());
        fields.put("crossChannelMerge", terms.crossChannelMerge().name());
        fields.put("existingClientDays", String.valueOf(terms.existingClientDays()));
        fields.put("attributionDays", String.valueOf(terms.attributionDays()));
        fields.put("monthlyCap", text(terms.monthlyCap()));
        fields.put("dailyCap", text(terms.dailyCap()));
        fields.put("plan", String.valueOf(last.monthlyLeadPlan()));
        fields.put("dueDays", String.valueOf(last.billing().dueDays()));
        var fee = last.monthlyFee();
        fields.put("monthlyFee", fee == null ? "" : plain(fee));
        fields.put(
                "commissionPercent",
                last.commission() instanceof Commission.Percent share
                        ? share.percent().toPlainString()
                        : "");
        prices(last.prices(), fields);
        return new ContractForm(fields);
    }

    private static void prices(List<PriceRule> prices, Map<String, String> fields) {
        int row = 0;
        for (var rule : prices) {
            if (rule.complex() == null && rule.room() == null && rule.channel() == null && rule.source() == null) {
                fields.put("price", plain(rule.price()));
            } else if (row < PRICE_ROWS) {
                fields.put("complex" + row, text(rule.complex()));
                fields.put("room" + row, text(rule.room()));
                fields.put("channel" + row, text(rule.channel()));
                fields.put("source" + row, text(rule.source()));
                fields.put("price" + row, plain(rule.price()));
                row++;
            }
        }
    }

    static ContractForm of(MultiValueMap<String, String> typed) {
        return new ContractForm(new HashMap<>(typed.toSingleValueMap()));
    }

    public String get(String field) {
        return fields.getOrDefault(field, "");
    }

    public boolean is(String field, Enum<?> value) {
        return get(field).equals(value.name());
    }

    ContractRequest request(Contract last) {
        var before = last.terms();
        var terms = terms(before);
        return new ContractRequest(
                last.tenant(),
                read("validFrom", LocalDate::parse),
                read("model", CommercialModel::valueOf),
                terms,
                null,
                prices(),
                money("monthlyFee"),
                null,
                read("commissionPercent", BigDecimal::new),
                read("plan", Integer::valueOf),
                null,
                read("dueDays", Integer::valueOf),
                null);
    }

    private Terms terms(Terms before) {
        try {
            return new Terms(
                    number("minTalkSec"),
                    number("reviewFromSec"),
                    number("uniquenessDays"),
                    BillingApi.required(read("uniquenessScope", UniquenessScope::valueOf), "/uniquenessScope"),
                    BillingApi.required(read("uniquenessAnchor", UniquenessAnchor::valueOf), "/uniquenessAnchor"),
                    BillingApi.required(read("missedInHours", MissedRule::valueOf), "/missedInHours"),
                    BillingApi.required(read("crossChannelMerge", CrossChannelMerge::valueOf), "/crossChannelMerge"),
                    before.channels(),
                    before.exclusions(),
                    number("existingClientDays"),
                    number("attributionDays"),
                    read("monthlyCap", Integer::valueOf),
                    read("dailyCap", Integer::valueOf),
                    before.concurrency(),
                    before.targetActions());
        } catch (IllegalArgumentException outside) {
            throw new Problem.Invalid("", "contract-terms", outside.getMessage());
        }
    }

    private List<PriceRule> prices() {
        var rules = new ArrayList<PriceRule>();
        var common = money("price");
        if (common != null) {
            rules.add(PriceRule.all(common));
        }
        for (int row = 0; row < PRICE_ROWS; row++) {
            var price = money("price" + row);
            if (price != null) {
                rules.add(new PriceRule(
                        read("complex" + row, text -> text.toLowerCase(Locale.ROOT)),
                        read("room" + row, RoomClass::valueOf),
                        read("channel" + row, Channel::valueOf),
                        read("source" + row, Function.identity()),
                        price));
            }
        }
        return rules;
    }

    private int number(String field) {
        return BillingApi.required(read(field, Integer::valueOf), "/" + field);
    }

    private @Nullable Money money(String field) {
        return read(field, text -> Money.of(new BigDecimal(text.replace(" ", "").replace(',', '.')), Money.KZT));
    }

    /** Null when the field is empty. */
    private <T> @Nullable T read(String field, Function<String, T> reader) {
        var text = get(field).strip();
        try {
            return text.isEmpty() ? null : reader.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException unreadable) {
            throw new Problem.Invalid("/" + field, "contract-field", field);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String plain(Money money) {
        return money.amount().stripTrailingZeros().toPlainString();
    }
}

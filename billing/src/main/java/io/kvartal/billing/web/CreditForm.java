package io.kvartal.billing.web;

import io.kvartal.billing.JunkRule;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people type about credits. */
final class CreditForm {
    private CreditForm() {}

    /** Tenge with up to two decimals; null when nothing was typed. */
    static @Nullable Money amount(@Nullable String text) {
        var number = number(text, "\\d{1,12}([.,]\\d{1,2})?", "/amount", "credit-amount");
        if (number != null && number.signum() <= 0) {
            throw new Problem.Invalid("/amount", "credit-amount");
        }
        return number == null ? null : Money.of(number, Money.KZT);
    }

    static @Nullable BigDecimal percent(@Nullable String text) {
        return number(text, "\\d{1,3}([.,]\\d{1,4})?", "/percent", "credit-percent");
    }

    static JunkRule rule(JunkRule.Code code, Map<String, String> form) {
        return new JunkRule(
                code,
                "true".equals(form.get("enabled")),
                whole(form.get("threshold"), 10_000),
                whole(form.get("talkSec"), 3_600));
    }

    private static int whole(@Nullable String text, int most) {
        var number = number(text, "\\d{1,5}", "/threshold", "junk-rule-number");
        if (number != null && number.intValueExact() > most) {
            throw new Problem.Invalid("/threshold", "junk-rule-number");
        }
        return number == null ? 0 : number.intValueExact();
    }

    private static @Nullable BigDecimal number(@Nullable String text, String shape, String pointer, String code) {
        var typed = text == null ? "" : text.replaceAll("[\\s\\u00a0]", "");
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches(shape)) {
            throw new Problem.Invalid(pointer, code);
        }
        return new BigDecimal(typed.replace(',', '.'));
    }
}

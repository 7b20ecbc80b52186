package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one complex and channel come to in a period.
 *
 * @param complex slug; null for what belongs to none, such as a month of placement
 * @param description what people call the complex
 * @param amount without VAT, before credits
 * @param disputed the part of the credits that disputes brought
 */
public record PeriodPart(
        @Nullable String complex,
        @Nullable Channel channel,
        String description,
        long count,
        Money amount,
        Money credited,
        Money disputed) {
    public Money rest() {
        return amount.minus(credited);
    }
}

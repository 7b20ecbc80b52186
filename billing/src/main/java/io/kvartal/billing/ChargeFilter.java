package io.kvartal.billing;

import io.kvartal.contract.Channel;
import org.jspecify.annotations.Nullable;

/** Which charges of a period. @param credited true: only those that a credit note reduces; null, as everywhere here: all */
public record ChargeFilter(
        @Nullable String complex,
        @Nullable Channel channel,
        @Nullable Boolean credited) {
    public static final ChargeFilter ALL = new ChargeFilter(null, null, null);
}

package io.kvartal.contract;

import io.kvartal.shared.Money;

/**
 * What a paid placement brings besides the place itself, such as a banner or an article.
 *
 * @param price without VAT
 */
public record BundleItem(String name, Money price, Frequency frequency) {
    public enum Frequency {
        MONTHLY,
        /** With the first month of the version. */
        ONCE
    }

    public BundleItem {
        if (name.isBlank() || !price.isPositive()) {
            throw new IllegalArgumentException("a bundle item without a name or a price");
        }
    }
}

package io.kvartal.contract;

import io.kvartal.shared.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price of a billable contact, without VAT. A criterion that is null holds for all.
 *
 * @param complex slug
 * @param source where the contact came from, such as {@code yandex}
 */
public record PriceRule(
        @Nullable String complex,
        @Nullable RoomClass room,
        @Nullable Channel channel,
        @Nullable String source,
        Money price) {

    /** More criteria win; with equally many, the complex counts before the rooms, then the channel, then the source. */
    public static final Comparator<PriceRule> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                    (PriceRule rule) -> Integer.bitCount(rule.criteria()))
            .thenComparingInt(PriceRule::criteria)
            .reversed();

    public PriceRule {
        if (price.minor() < 0) {
            throw new IllegalArgumentException("a price below zero");
        }
    }

    public static PriceRule all(Money price) {
        return new PriceRule(null, null, null, null, price);
    }

    /** The rule for one contact: the most specific of those that match. */
    public static Optional<PriceRule> choose(
            List<PriceRule> rules,
            @Nullable String complex,
            @Nullable RoomClass room,
            Channel channel,
            @Nullable String source) {
        return rules.stream()
                .filter(rule -> rule.matches(complex, room, channel, source))
                .min(MOST_SPECIFIC_FIRST);
    }

    boolean matches(
            @Nullable String ofComplex, @Nullable RoomClass ofRoom, Channel ofChannel, @Nullable String ofSource) {
        return (complex == null || complex.equals(ofComplex))
                && (room == null || room == ofRoom)
                && (channel == null || channel == ofChannel)
                && (source == null || source.equals(ofSource));
    }

    boolean isForAll() {
        return criteria() == 0;
    }

    /** For the same contacts, whatever their price. */
    public boolean hasCriteriaOf(PriceRule other) {
        return criteria() == other.criteria()
                && other.matches(complex, room, channel == null ? Channel.CALL : channel, source);
    }

    private int criteria() {
        return (complex == null ? 0 : 8)
                + (room == null ? 0 : 4)
                + (channel == null ? 0 : 2)
                + (source == null ? 0 : 1);
    }
}

package io.kvartal.affordability;

import io.kvartal.mortgage.Programme;
import io.kvartal.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Three households by which staff see what a change of a programme does, before it is made. Pure. */
public final class Examples {
    private static final List<Household> HOUSEHOLDS = List.of(
            household("almaty", 500_000, 4_000_000),
            household("astana", 900_000, 8_000_000),
            household("shymkent", 1_500_000, 15_000_000));

    private Examples() {}

    /**
     * What one of them can buy.
     *
     * @param before null when there was no programme
     */
    public record Effect(Household household, @Nullable Reach before, Reach after) {}

    static List<Effect> of(@Nullable Programme before, Programme after) {
        return HOUSEHOLDS.stream()
                .map(household -> new Effect(
                        household,
                        before == null ? null : Reach.of(household, before, false),
                        Reach.of(household, after, false)))
                .toList();
    }

    private static Household household(String city, long income, long savings) {
        return new Household(city, Money.kzt(income), Money.ZERO_KZT, Money.kzt(savings), Money.ZERO_KZT, 60, true);
    }
}

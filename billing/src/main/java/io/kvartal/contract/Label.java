package io.kvartal.contract;

import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/** What a clause is about; two clauses of two versions with the same label are compared. */
public sealed interface Label {
    /** @param name of the component that holds it, such as {@code minTalkSec} */
    record Field(String name) implements Label {}

    record Weekday(DayOfWeek day) implements Label {}

    /** The price of some contacts; a criterion that is null holds for all. */
    record Price(
            @Nullable String complex,
            @Nullable RoomClass room,
            @Nullable Channel channel,
            @Nullable String source) implements Label {
        static Price of(PriceRule rule) {
            return new Price(rule.complex(), rule.room(), rule.channel(), rule.source());
        }

        public boolean isForAll() {
            return complex == null && room == null && channel == null && source == null;
        }
    }

    /** @param nth 1, 2, … where one bundle holds the same thing more than once */
    record Item(String name, BundleItem.Frequency frequency, int nth) implements Label {}
}

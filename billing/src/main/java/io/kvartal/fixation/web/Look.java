package io.kvartal.fixation.web;

import io.kvartal.fixation.Fixation.Channel;
import org.jspecify.annotations.Nullable;

/** What a list shows. @param channel null = everybody's */
public record Look(@Nullable Channel channel, Shown shown, int page) {
    static final Look FIRST = new Look(Channel.OWN, Shown.ALL, 0);

    /** The query of another look at the same list. */
    public String query(Shown other, int number) {
        return "?" + (channel == null ? "" : "whose=" + channel.code() + "&") + "show=" + other.code()
                + (number == 0 ? "" : "&page=" + number);
    }
}

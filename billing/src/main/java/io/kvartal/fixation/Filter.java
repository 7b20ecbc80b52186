package io.kvartal.fixation;

import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Which claims a list shows, newest first.
 *
 * @param states empty = all
 * @param endingBefore only those whose term ends before it
 */
public record Filter(
        @Nullable Channel channel,
        Collection<State> states,
        @Nullable Instant endingBefore,
        int offset,
        int limit) {
    public static final int PAGE = 50;

    public static final Filter ALL = new Filter(null, List.of(), null, 0, PAGE);

    public Filter of(@Nullable Channel other) {
        return new Filter(other, states, endingBefore, offset, limit);
    }

    public Filter in(Collection<State> others) {
        return new Filter(channel, List.copyOf(others), endingBefore, offset, limit);
    }

    public Filter endingBefore(Instant end) {
        return new Filter(channel, List.of(State.CONDITIONAL, State.FIXED), end, offset, limit);
    }

    /** One more than a page is read, so that one knows whether there is a next. */
    public Filter page(int number) {
        return new Filter(channel, states, endingBefore, Math.max(0, number) * PAGE, PAGE + 1);
    }

    String where() {
        return (channel == null ? "" : " and channel = :channel")
                + (states.isEmpty() ? "" : " and state = any(:states)")
                + (endingBefore == null ? "" : " and valid_till < :ending")
                + " order by claimed_at desc, id limit :limit offset :offset";
    }

    GenericExecuteSpec bind(GenericExecuteSpec statement) {
        var bound = statement.bind("limit", limit).bind("offset", offset);
        if (channel != null) {
            bound = bound.bind("channel", channel.code());
        }
        if (!states.isEmpty()) {
            bound = bound.bind("states", states.stream().map(State::name).toArray(String[]::new));
        }
        return endingBefore == null ? bound : bound.bind("ending", endingBefore);
    }
}

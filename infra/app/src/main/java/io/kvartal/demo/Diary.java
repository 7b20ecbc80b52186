package io.kvartal.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** What is going to happen, in the order of time; an event may write new ones into its own future. */
final class Diary {
    private static final Logger LOG = LoggerFactory.getLogger(Diary.class);

    private record Entry(Instant at, long order, String what, Supplier<? extends Mono<?>> work) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    private final DemoClock clock;
    private final Instant end;
    private long written;

    Diary(DemoClock clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    Instant end() {
        return end;
    }

    /** What would happen after the end is left to real life. */
    void at(Instant at, String what, Supplier<? extends Mono<?>> work) {
        if (at.isBefore(end)) {
            entries.add(new Entry(at, written++, what, work));
        }
    }

    /** Lives through everything. An event that a rule refuses is part of life: it is noted and life goes on. */
    Mono<Long> live() {
        return Mono.defer(this::next).repeat(() -> !entries.isEmpty()).count();
    }

    private Mono<Boolean> next() {
        var entry = entries.poll();
        if (entry == null) {
            return Mono.empty();
        }
        clock.standAt(entry.at());
        return Mono.defer(entry.work())
                .onErrorResume(refusal -> {
                    LOG.debug("{} at {} was refused", entry.what(), entry.at(), refusal);
                    return Mono.empty();
                })
                .thenReturn(true);
    }
}

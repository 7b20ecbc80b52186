package io.kvartal.verdict;

import io.kvartal.verdict.Receipt.Compared;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a rule says what it compares. Nobody reads {@link #DEAF}, so nothing is made of what it is told. */
final class Sink {
    static final Sink DEAF = new Sink(null);

    private final @Nullable List<Compared> values;

    private Sink(@Nullable List<Compared> values) {
        this.values = values;
    }

    static Sink listening() {
        return new Sink(new ArrayList<>());
    }

    void add(String name, boolean value) {
        if (values != null) {
            values.add(new Compared(name, String.valueOf(value)));
        }
    }

    void add(String name, int value) {
        if (values != null) {
            values.add(new Compared(name, String.valueOf(value)));
        }
    }

    void add(String name, Object value) {
        if (values != null) {
            values.add(new Compared(name, String.valueOf(value)));
        }
    }

    /** A value that may be absent. */
    void addOrNone(String name, @Nullable Object value) {
        if (values != null) {
            values.add(new Compared(name, value == null ? "none" : String.valueOf(value)));
        }
    }

    List<Compared> heard() {
        return values == null ? List.of() : values;
    }
}

package io.kvartal.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a log, and the way to the next.
 *
 * @param nextCursor opaque; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {
    public Slice {
        items = List.copyOf(items);
    }

    public <R> Slice<R> map(Function<T, R> change) {
        return new Slice<>(items.stream().map(change).toList(), nextCursor);
    }
}

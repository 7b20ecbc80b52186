package io.kvartal.catalogue.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the last texts came to: the offers of one document say the same things again and again. For one thread at a time. */
final class Remembered<T> {
    private static final int TEXTS = 256;

    private final Function<String, T> work;
    private final Map<String, T> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > TEXTS;
        }
    };

    Remembered(Function<String, T> work) {
        this.work = work;
    }

    T of(String text) {
        return known.computeIfAbsent(text, work);
    }
}

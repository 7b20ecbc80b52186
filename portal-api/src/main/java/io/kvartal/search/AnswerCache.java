package io.kvartal.search;

import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.search.SearchIndex.Found;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The answers asked for most lately. It belongs to one version of the catalogue and goes with it, so nothing in it is ever old. */
final class AnswerCache {
    private final Map<Key, Found> answers;

    AnswerCache(int most) {
        answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Found> eldest) {
                return size() > most;
            }
        };
    }

    record Key(SearchQuery query, ProgrammeLimits limits) {}

    /** Two who ask at once may both work it out; nobody waits for the other. */
    Found get(Key key, Supplier<Found> work) {
        synchronized (answers) {
            var known = answers.get(key);
            if (known != null) {
                return known;
            }
        }
        var found = work.get();
        synchronized (answers) {
            answers.put(key, found);
        }
        return found;
    }
}

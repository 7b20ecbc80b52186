package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which complexes a few typed words name: by their own name, their developer's, their district's. Every word has to be found.
 *
 * <p>A word is found where a word of the names begins with it. Only when nothing in the whole catalogue does, typing errors are allowed: one from 4
 * letters, two from 8, none in the first letter. So a right spelling never brings what merely looks alike (Алмалы is one letter from Алматы).
 */
final class TextMatch {
    private final int complexes;
    /** Word of a name → positions of the complexes that have it. Sorted, so that all words with one beginning stand together. */
    private final TreeMap<String, List<Integer>> words = new TreeMap<>();

    private TextMatch(int complexes) {
        this.complexes = complexes;
    }

    /** Answers in positions of this list. */
    static TextMatch of(List<Complex> complexes) {
        var match = new TextMatch(complexes.size());
        for (int position = 0; position < complexes.size(); position++) {
            for (var word : wordsOf(complexes.get(position))) {
                match.words.computeIfAbsent(word, w -> new ArrayList<>(1)).add(position);
            }
        }
        return match;
    }

    private static Set<String> wordsOf(Complex complex) {
        var names = new ArrayList<>(List.of(complex.name(), complex.developerName()));
        Places.city(complex.city())
                .flatMap(city -> city.district(complex.district()))
                .ifPresent(district -> {
                    names.addAll(district.names());
                    names.addAll(List.of(
                            district.name().ru(),
                            district.name().kk(),
                            district.name().en()));
                });
        var words = new HashSet<String>();
        for (var name : names) {
            var each = Words.of(name);
            words.addAll(each);
            // "АлатауПарк" and "Аль Фараби" are typed for "Алатау Парк" and "Аль-Фараби"
            words.add(String.join("", each));
        }
        return words;
    }

    /** Positions of the complexes that have all these words; all complexes when the text has no word at all. */
    BitSet matching(String text) {
        var found = new BitSet(complexes);
        found.set(0, complexes);
        for (var word : Words.asked(text)) {
            found.and(having(word));
        }
        return found;
    }

    private BitSet having(String word) {
        var exact = new BitSet(complexes);
        beginningWith(word).values().forEach(list -> list.forEach(exact::set));
        return exact.isEmpty() ? resembling(word) : exact;
    }

    private SortedMap<String, List<Integer>> beginningWith(String letters) {
        return words.subMap(letters, letters + Character.MAX_VALUE);
    }

    private BitSet resembling(String word) {
        int most = TypingErrors.allowed(word);
        for (int errors = 1; errors <= most; errors++) {
            var found = new BitSet(complexes);
            for (var entry : beginningWith(word.substring(0, 1)).entrySet()) {
                if (TypingErrors.startsWith(entry.getKey(), word, errors)) {
                    entry.getValue().forEach(found::set);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return new BitSet();
    }
}

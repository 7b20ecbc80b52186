package io.kvartal.catalogue.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a format calls the things that the rules speak of under their YRL names. */
final class Vocabulary {
    private final Map<String, List<String>> own = new LinkedHashMap<>();
    private final String id;
    private final String studio;

    /**
     * @param id where the permanent number of a flat stands
     * @param studio how a studio is written
     * @param names YRL path, own path, YRL path, own path …; several own paths with {@code |} between them, the first that has a text counts
     */
    Vocabulary(String id, String studio, String... names) {
        this.id = id;
        this.studio = studio;
        for (int i = 0; i < names.length; i += 2) {
            own.computeIfAbsent(names[i], path -> new ArrayList<>()).addAll(List.of(names[i + 1].split("\\|")));
        }
    }

    String id() {
        return id;
    }

    String studio() {
        return studio;
    }

    /** The name to show to somebody who has to mend the document. */
    String own(String path) {
        return own.getOrDefault(path, List.of(path)).getFirst();
    }

    /** Whether the format has a place for it at all; the one that calls everything by its YRL name has one for everything. */
    boolean says(String path) {
        return own.isEmpty() || own.containsKey(path);
    }

    /** The same offer under YRL names. */
    RawOffer translate(RawOffer raw, String internalId) {
        var offer = new RawOffer(raw.line(), internalId);
        own.forEach((path, names) -> {
            for (var name : names) {
                var texts = raw.all(name.toLowerCase(Locale.ROOT));
                if (texts.stream().anyMatch(text -> !text.isBlank())) {
                    texts.forEach(text -> offer.add(path, text));
                    return;
                }
            }
        });
        return offer;
    }
}

package io.kvartal.catalogue.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it stands in the document: texts by path below its element, lower case, such as {@code price/value}; an attribute stands under
 * {@code image@tag}.
 */
public final class RawOffer {
    private final int line;
    private final String internalId;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    RawOffer(int line, @Nullable String internalId) {
        this.line = line;
        this.internalId = internalId == null ? "" : internalId.strip();
    }

    void add(String path, String value) {
        values.computeIfAbsent(path, p -> new ArrayList<>()).add(value.strip());
    }

    /** Where {@code <offer} stands, from 1. */
    public int line() {
        return line;
    }

    /** Empty when the document gives none. */
    public String internalId() {
        return internalId;
    }

    /** The first text that is not blank under one of the paths. */
    public @Nullable String first(String... paths) {
        for (var path : paths) {
            for (var value : values.getOrDefault(path, List.of())) {
                if (!value.isBlank()) {
                    return value;
                }
            }
        }
        return null;
    }

    /** All that another element says, below a path of its own. */
    void addAll(String path, RawOffer other) {
        other.values.forEach((name, texts) -> {
            var full = path.isEmpty() || name.isEmpty() ? path + name : path + "/" + name;
            texts.stream().filter(text -> !text.isBlank()).forEach(text -> add(full, text));
        });
    }

    /** Instead of what stood there. */
    void set(String path, String value) {
        values.put(path, new ArrayList<>(List.of(value.strip())));
    }

    public List<String> all(String path) {
        return values.getOrDefault(path, List.of());
    }

    public boolean has(String path) {
        return values.containsKey(path);
    }
}

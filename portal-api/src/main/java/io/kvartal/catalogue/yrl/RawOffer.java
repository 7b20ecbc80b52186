package io.kvartal.catalogue.yrl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An offer as it stands in the document: texts by path below {@code <offer>}, lower case, such as {@code price/value}. */
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

    public List<String> all(String path) {
        return values.getOrDefault(path, List.of());
    }

    public boolean has(String path) {
        return values.containsKey(path);
    }
}

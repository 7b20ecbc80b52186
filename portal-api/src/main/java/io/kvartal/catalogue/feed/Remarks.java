package io.kvartal.catalogue.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be mended in one offer. Quoted values are cut, so that a sentence stays a sentence. */
final class Remarks {
    private static final int QUOTED = 120;

    private final List<Finding> findings = new ArrayList<>();

    /** The offer cannot be used. */
    void reject(String code, @Nullable Object... args) {
        note(true, code, args);
    }

    /** The offer is used, but not quite as it is written. */
    void doubt(String code, @Nullable Object... args) {
        note(false, code, args);
    }

    void note(boolean fatal, String code, @Nullable Object... args) {
        var quoted = Arrays.stream(args)
                .map(String::valueOf)
                .map(text -> text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text)
                .toList();
        findings.add(new Finding(code, fatal, quoted));
    }

    boolean fatal() {
        return findings.stream().anyMatch(Finding::fatal);
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }
}

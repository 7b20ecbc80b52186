package io.kvartal.catalogue.feed;

import java.util.List;

/** What is wrong with an offer. Stable code; {@code args} fill the sentence {@code catalogue.feed.<code>}. */
public record Finding(String code, boolean fatal, List<String> args) {
    public Finding {
        args = List.copyOf(args);
    }
}

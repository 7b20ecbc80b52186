package io.kvartal.catalogue;

import java.util.List;

/**
 * One thing to mend in a feed.
 *
 * @param line where the offer begins in the document
 * @param code stable; the sentence is the message {@code catalogue.feed.<code>} with {@code args}
 * @param rejected whether the offer was left out because of it
 */
public record ImportWarning(int line, String internalId, String code, List<String> args, boolean rejected) {
    public ImportWarning {
        args = List.copyOf(args);
    }
}

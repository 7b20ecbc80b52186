package io.kvartal.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One thing to mend in a feed.
 *
 * @param line where the offer begins in the document
 * @param code stable; the sentence is the message {@code catalogue.feed.<code>} with {@code args}
 * @param rejected whether the offer was left out because of it
 */
public record ImportWarning(int line, String internalId, String code, List<String> args, boolean rejected) {
    static final String GUARD = "_GUARD";

    /** Whether it stops the whole run until a person has looked. */
    @JsonIgnore
    public boolean isGuard() {
        return code.endsWith(GUARD);
    }

    public ImportWarning {
        args = List.copyOf(args);
    }
}

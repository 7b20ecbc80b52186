package io.kvartal.billing;

import io.kvartal.verdict.Classification;
import io.kvartal.verdict.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a verdict is not the one before.
 *
 * @param name message key {@code verdict.change.<name>}
 * @param before and {@code after}: codes or values; empty where they are not shown (a person) or there is none
 */
public record Change(String name, String before, String after) {
    /** The facts first, then what followed from them. Where no fact of the contact changed, another contact's did. */
    static List<Change> between(Receipt before, Receipt after, boolean otherLead) {
        var changes = new ArrayList<Change>();
        var old = before.facts();
        var now = after.facts();
        if (!Objects.equals(old.person(), now.person())) {
            changes.add(new Change("person", "", ""));
        }
        if (otherLead) {
            changes.add(new Change("lead", "", ""));
        }
        add(changes, "at", old.at(), now.at());
        add(changes, "complex", old.complex(), now.complex());
        add(changes, "answered", old.answered(), now.answered());
        add(changes, "talkSec", old.talkSec(), now.talkSec());
        add(changes, "returnedTalkSec", old.returnedTalkSec(), now.returnedTalkSec());
        add(changes, "exclusion", old.exclusion(), now.exclusion());
        add(changes, "classification", word(old.classification()), word(now.classification()));
        add(changes, "byCallCentre", old.byCallCentre(), now.byCallCentre());
        add(changes, "room", old.room(), now.room());
        add(changes, "source", old.source(), now.source());
        if (changes.isEmpty()) {
            changes.add(new Change(old.equals(now) ? "others" : "details", "", ""));
        }
        add(changes, "verdict", before.verdict().code(), after.verdict().code());
        return List.copyOf(changes);
    }

    private static void add(List<Change> changes, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(name, text(before), text(after)));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable String word(@Nullable Classification heard) {
        return heard == null ? null : heard.nonTarget() == null ? "target" : heard.nonTarget();
    }
}

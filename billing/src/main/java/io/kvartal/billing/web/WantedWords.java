package io.kvartal.billing.web;

import io.kvartal.billing.Replacement;
import io.kvartal.platform.web.Ui;

/** What a promised lead must be, in words. */
final class WantedWords {
    private WantedWords() {}

    static String of(Replacement owed, Ui ui) {
        var wanted = owed.wanted();
        var room = wanted.room() == null
                ? ui.t("credits.wanted.any-room")
                : ui.t("billing.room." + wanted.room().name());
        return (wanted.complexes().isEmpty()
                        ? ui.t("credits.wanted.same-complex")
                        : String.join(", ", wanted.complexes().stream().sorted().toList()))
                + "; " + room;
    }
}

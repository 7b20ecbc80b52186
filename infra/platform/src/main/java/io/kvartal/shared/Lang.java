package io.kvartal.shared;

import java.util.Locale;
import java.util.Optional;

/** The three languages of the product; Russian stands in where nothing is said. */
public enum Lang {
    RU,
    KK,
    EN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.of(code());
    }

    public static Optional<Lang> of(String code) {
        for (var lang : values()) {
            if (lang.code().equalsIgnoreCase(code)) {
                return Optional.of(lang);
            }
        }
        return Optional.empty();
    }
}

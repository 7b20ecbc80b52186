package io.kvartal.number;

import java.util.Locale;

/** What kind of number was shown. */
public enum Kind {
    /** Leased to this visitor. */
    DYNAMIC,
    /** The complex has no pool; everybody sees this number. */
    STATIC,
    /** The pool had none to give: the complex is known, the source is not. */
    COMPLEX;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

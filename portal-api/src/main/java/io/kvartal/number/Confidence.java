package io.kvartal.number;

/** How sure it is whose a call is. Anything but EXACT is shown with the call and never silently taken for it. */
public enum Confidence {
    /** The lease alive when the call began. */
    EXACT,
    /** The number was another's shortly before: the complex of the living lease is likely, the visitor is open. */
    SHARED,
    /** The lease had ended, and nobody was shown the number since. */
    LATE,
    /** The caller has called this number before. */
    MEMORY,
    /** A number of the complex itself: the complex is sure, the visitor unknown. */
    STATIC,
    NONE
}

package io.kvartal.selection;

/** What became of the wish to keep a complex. */
public sealed interface Addition {
    /** It is in the list, perhaps it was there before. */
    record Added() implements Addition {}

    /** The list holds as many as it may. */
    record Full(int limit) implements Addition {}
}

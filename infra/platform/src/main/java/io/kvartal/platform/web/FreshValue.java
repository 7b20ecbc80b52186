package io.kvartal.platform.web;

import java.util.regex.Pattern;

/** A value inside pages that must be new in each answer, also in one that was kept ({@link KeptPages}): a signed time, for example. */
public interface FreshValue {
    /** Finds the values that an earlier answer was given. */
    Pattern pattern();

    String next();
}

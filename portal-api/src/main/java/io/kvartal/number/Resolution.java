package io.kvartal.number;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.visitor.VisitorId;
import org.jspecify.annotations.Nullable;

/** Whose a call is. */
public record Resolution(
        @Nullable ComplexId complex, @Nullable VisitorId visitor, Confidence confidence) {
    public static final Resolution NONE = new Resolution(null, null, Confidence.NONE);
}

package io.kvartal.billing.web;

import io.kvartal.shared.Problem;
import org.jspecify.annotations.Nullable;

/** Reading of what somebody sent. */
final class Body {
    private Body() {}

    /** @param pointer to the field, as a JSON pointer. @throws Problem.Invalid when it is missing */
    static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Problem.Invalid(pointer, "required");
        }
        return value;
    }
}

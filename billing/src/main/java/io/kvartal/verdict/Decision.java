package io.kvartal.verdict;

import io.kvartal.verdict.Receipt.Priced;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a contact, without the values that explain it. The receipt for the same input says the same and more.
 *
 * @param rule the one that fired
 * @param replaces contact whose place this one takes in the bill
 */
public record Decision(
        Verdict verdict,
        String rule,
        @Nullable UUID replaces,
        @Nullable Window window,
        @Nullable Priced price) {}

package io.kvartal.billing;

import io.kvartal.verdict.Receipt;
import org.jspecify.annotations.Nullable;

/** The verdict on a contact and the charge that stands for it now, if any. */
public record Assessment(Receipt receipt, @Nullable Charge charge) {}

package io.kvartal.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invoice with its life. @param changesUntil end of the grace of a draft */
public record InvoiceCard(InvoiceView view, @Nullable Instant changesUntil, List<InvoiceAct> acts) {}

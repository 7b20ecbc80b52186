package io.kvartal.billing;

import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import org.jspecify.annotations.Nullable;

/** When a developer wants to hear of money, and in which language. @param unbilled null: never */
public record AlertLimit(@Nullable Money unbilled, Lang lang) {}

package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One deal of a month, as the developer declares it.
 *
 * @param contractNo the developer's own number; one deal for each
 * @param paidOn day of the first payment
 * @param complex slug; null when the developer does not say
 * @param buyer only to be compared: it becomes a fingerprint at once and is written nowhere
 */
public record DealLine(
        String contractNo,
        LocalDate signedOn,
        LocalDate paidOn,
        Money contractSum,
        String flat,
        @Nullable String complex,
        PhoneNumber buyer) {}

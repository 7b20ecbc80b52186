package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A sale to a client who had been fixed, as the developer declares it.
 *
 * @param contractSum at registration
 * @param paidOn day of the first payment: with the signature it makes the deal
 */
public record DealDraft(UUID lead, Money contractSum, LocalDate signedOn, LocalDate paidOn, String description) {}

package io.kvartal.dispute;

import io.kvartal.shared.Money;
import java.math.BigDecimal;

/**
 * What a decision can do to the bill, shown before it is taken.
 *
 * @param charged without VAT
 * @param credited already given back
 * @param rest the most that can be given back
 * @param half what a partial decision gives back unless an amount is named
 * @param vatRate of the charge, as a fraction; a credit note uses the same
 * @param invoice number of the invoice that carries the charge, empty while there is none
 */
public record Effect(Money charged, Money credited, Money rest, Money half, BigDecimal vatRate, String invoice) {}

package io.kvartal.billing.bank;

import io.kvartal.shared.Money;
import java.time.LocalDate;

/**
 * One movement of an account, as the file tells it.
 *
 * @param no line of the file, counted from 1
 * @param reversal the bank takes an earlier movement back (RC, RD): a person decides what that undoes
 * @param reference the bank's own reference; empty when it gives none
 * @param payerBin twelve digits, or empty
 */
record StatementLine(
        int no,
        boolean outgoing,
        boolean reversal,
        LocalDate bookedOn,
        Money amount,
        String reference,
        String payerName,
        String payerBin,
        String purpose) {}

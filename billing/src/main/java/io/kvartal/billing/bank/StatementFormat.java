package io.kvartal.billing.bank;

/** What a bank writes. */
public enum StatementFormat {
    MT940,
    CSV
}

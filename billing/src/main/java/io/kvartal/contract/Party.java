package io.kvartal.contract;

/** The developer's company as it stands on paper: invoices copy it. @param taxId BIN, twelve digits in Kazakhstan */
public record Party(String name, String taxId, String address, String email) {
    public Party {
        if (name.isBlank() || taxId.isBlank()) {
            throw new IllegalArgumentException("a party without name or tax id");
        }
    }
}

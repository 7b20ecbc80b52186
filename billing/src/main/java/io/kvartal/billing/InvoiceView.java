package io.kvartal.billing;

import io.kvartal.contract.Party;
import java.util.List;

/** An invoice with everything that it prints. */
public record InvoiceView(Invoice invoice, Seller seller, Party buyer, List<InvoiceLine> lines) {
    /** The portal's company. @param account IBAN */
    public record Seller(String id, String name, String taxId, String address, String bank, String account) {}
}

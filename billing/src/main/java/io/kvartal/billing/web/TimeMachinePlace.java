package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceId;
import io.kvartal.shared.TenantId;

/** On whose side the time machine is looked at, and where its addresses begin. */
public record TimeMachinePlace(boolean staff, TenantId tenant, String developer) {
    public String base() {
        return staff ? "/billing/time-machine/" + tenant : "/cabinet/billing/time-machine";
    }

    String nav() {
        return staff ? "billing-time-machine" : "cabinet-time-machine";
    }

    String invoice(InvoiceId id) {
        return staff ? "/billing/invoices/" + tenant + "/" + id : "/cabinet/billing/invoices/" + id;
    }
}

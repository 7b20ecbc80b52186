package io.kvartal.billing.web;

import io.kvartal.billing.ChargeView;
import io.kvartal.billing.LedgerEntry;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One journal, and what it came from. @param charge of a charge; null for other journals */
public record JournalPage(
        Ui ui,
        LedgerEntry entry,
        Map<TenantId, String> names,
        @Nullable ChargeView charge) implements Page {
    @Override
    public String title() {
        return JournalsPage.what(entry, ui);
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-ledger";
    }

    public String developer() {
        return names.getOrDefault(entry.tenant(), entry.tenant().toString());
    }
}

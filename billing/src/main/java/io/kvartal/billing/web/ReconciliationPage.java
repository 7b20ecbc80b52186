package io.kvartal.billing.web;

import io.kvartal.billing.stripe.Difference;
import io.kvartal.billing.stripe.ReconciliationRun;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparisons of Stripe with the books. @param filter thing, kind, open, run as asked for */
public record ReconciliationPage(
        Ui ui,
        List<ReconciliationRun> runs,
        @Nullable ReconciliationRun shown,
        List<Difference> differences,
        Map<TenantId, String> names,
        Map<String, String> filter,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("payment.reconciliation.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-reconciliation";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public Difference.Thing[] things() {
        return Difference.Thing.values();
    }

    public Difference.Kind[] kinds() {
        return Difference.Kind.values();
    }

    public String asked(String field) {
        return filter.getOrDefault(field, "");
    }

    public boolean isRunning() {
        return !runs.isEmpty() && runs.getFirst().finishedAt() == null;
    }
}

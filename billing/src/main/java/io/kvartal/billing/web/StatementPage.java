package io.kvartal.billing.web;

import io.kvartal.billing.Statement;
import io.kvartal.billing.StatementTexts;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import org.jspecify.annotations.Nullable;

/** A statement of account on the screen. @param tenant for the portal's people; null in the cabinet */
public record StatementPage(
        Ui ui, Statement statement, @Nullable TenantId tenant) implements Page {
    @Override
    public String title() {
        return ui.t("statement.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return tenant == null ? "cabinet-billing" : "billing-receivables";
    }

    public String href(String ending) {
        return (tenant == null ? "/cabinet/billing/statement" : "/billing/statements/" + tenant) + ending;
    }

    /** @param kind {@code pdf} or {@code xlsx} */
    public String file(String kind) {
        return href((tenant == null ? "." : "/") + kind) + "?from=" + statement.from() + "&to=" + statement.to();
    }

    public @Nullable String invoice(Statement.Line line) {
        var invoice = line.invoice();
        if (invoice == null) {
            return null;
        }
        return tenant == null ? "/cabinet/billing/invoices/" + invoice : "/billing/invoices/" + tenant + "/" + invoice;
    }

    public String what(Statement.Line line) {
        return StatementTexts.line(line, ui);
    }

    public String closing() {
        return StatementTexts.closing(statement, ui);
    }
}

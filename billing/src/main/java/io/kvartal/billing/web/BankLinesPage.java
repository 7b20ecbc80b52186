package io.kvartal.billing.web;

import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.bank.BankStatement;
import io.kvartal.billing.bank.Match;
import io.kvartal.billing.bank.Statements;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of one statement, or those of all that wait for a person. @param statement null for the latter */
public record BankLinesPage(
        Ui ui,
        @Nullable BankStatement statement,
        List<Statements.Proposed> lines,
        Map<TenantId, String> names,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return statement == null
                ? ui.t("payment.suspense.title")
                : ui.t("payment.statement.title", statement.fileName());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-bank";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public Map<String, TenantId> payers() {
        return PaymentTexts.byName(names);
    }

    public boolean isWaiting() {
        return lines.stream().anyMatch(one -> one.line().state() == io.kvartal.billing.bank.BankLine.State.NEW);
    }

    /** In words what applying would do with the line. */
    public String proposal(Match match) {
        return switch (match) {
            case Match.Paid paid ->
                ui.t(
                        "payment.match.proposal",
                        name(paid.tenant()),
                        numbers(paid.invoices()),
                        ui.t("payment.match." + paid.fit()),
                        ui.t("payment.match." + paid.ground()));
            case Match.Suspense unknown -> ui.t("payment.suspense." + unknown.why());
            case Match.RefundSent sent ->
                ui.t("payment.match.refund", name(sent.refund().tenant()));
            case Match.Other own -> ui.t("payment.match.other");
        };
    }

    private String numbers(List<OpenInvoice> invoices) {
        return invoices.isEmpty()
                ? ui.t("payment.to-balance")
                : invoices.stream().map(OpenInvoice::number).collect(Collectors.joining(", "));
    }

    public List<OpenInvoice> likely(@Nullable Match match) {
        return match instanceof Match.Suspense unknown ? unknown.likely() : List.of();
    }
}

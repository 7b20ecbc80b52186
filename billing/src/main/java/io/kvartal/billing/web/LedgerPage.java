package io.kvartal.billing.web;

import io.kvartal.billing.Account;
import io.kvartal.billing.LedgerDifference;
import io.kvartal.billing.LedgerReport;
import io.kvartal.billing.TrialBalance;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trial balance at an instant, of the portal or of one developer.
 *
 * @param at as typed, {@code 2026-11-21T14:00}
 * @param report the last comparison with the documents; null before the first
 */
public record LedgerPage(
        Ui ui,
        TrialBalance balance,
        String at,
        @Nullable TenantId tenant,
        Map<TenantId, String> names,
        @Nullable LedgerReport report)
        implements Page {
    @Override
    public String title() {
        return ui.t("billing.ledger.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-ledger";
    }

    public List<Currency> currencies() {
        var used = balance.rows().stream()
                .map(row -> row.balance().currency())
                .distinct()
                .toList();
        return used.isEmpty() ? List.of(Money.KZT) : used;
    }

    public Money debit(Currency currency) {
        return balance.rows().stream()
                .map(TrialBalance.Row::debit)
                .filter(sum -> sum.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    public Money credit(Currency currency) {
        return balance.rows().stream()
                .map(TrialBalance.Row::credit)
                .filter(sum -> sum.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    public boolean selected(TenantId one) {
        return one.equals(tenant);
    }

    public String journals(Account account) {
        return "/billing/ledger/journals?account=" + account + "&at=" + at
                + (tenant == null ? "" : "&tenant=" + tenant);
    }

    public String name(LedgerDifference difference) {
        return names.getOrDefault(difference.tenant(), difference.tenant().toString());
    }

    public String journals(LedgerDifference difference) {
        return "/billing/ledger/journals?account=" + difference.account() + "&tenant=" + difference.tenant();
    }
}

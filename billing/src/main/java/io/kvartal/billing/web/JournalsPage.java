package io.kvartal.billing.web;

import io.kvartal.billing.Account;
import io.kvartal.billing.Books;
import io.kvartal.billing.LedgerEntry;
import io.kvartal.billing.LedgerFilter;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Slice;
import io.kvartal.shared.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Journals behind a sum, newest first. @param from @param at as typed, empty for none */
public record JournalsPage(
        Ui ui, LedgerFilter filter, String from, String at, Slice<LedgerEntry> journals, Map<TenantId, String> names)
        implements Page {
    @Override
    public String title() {
        var account = filter.account();
        return account == null
                ? ui.t("ledger.journals.title")
                : ui.t("ledger.journals.of", ui.t("billing.account." + account.name()));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-ledger";
    }

    public List<Account> accounts() {
        return List.of(Account.values());
    }

    public List<String> kinds() {
        return Books.kinds();
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    /** What people call it: the kind and the document. */
    public static String what(LedgerEntry entry, Ui ui) {
        var document = entry.document();
        var kind = ui.t("ledger.kind." + entry.kind());
        if (document == null) {
            return kind;
        }
        return kind + ": " + (entry.kind().equals("CREDIT") ? ui.t("billing.credit." + document) : document);
    }

    public String what(LedgerEntry entry) {
        return what(entry, ui);
    }

    public String href(LedgerEntry entry) {
        return "/billing/ledger/journals/" + entry.tenant() + "/" + entry.id();
    }

    /** @param ending empty for the page itself, else {@code .csv} or {@code .xlsx} */
    public String self(String ending) {
        var account = filter.account();
        return "/billing/ledger/journals" + ending + "?account=" + (account == null ? "" : account) + "&kind="
                + text(filter.kind()) + "&tenant=" + (filter.tenant() == null ? "" : filter.tenant()) + "&from="
                + text(from) + "&at=" + text(at);
    }

    public @Nullable String next() {
        var cursor = journals.nextCursor();
        return cursor == null ? null : self("") + "&cursor=" + text(cursor);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

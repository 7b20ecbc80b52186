package io.kvartal.billing.web;

import io.kvartal.billing.JunkCredit;
import io.kvartal.billing.JunkRule;
import io.kvartal.billing.JunkWords;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /billing/junk}: the rules, and what they credited in the last 90 days. */
public record JunkPage(
        Ui ui,
        List<JunkRule> rules,
        List<JunkCredit> credits,
        Map<TenantId, String> names,
        @Nullable String problem) implements Page {
    @Override
    public String title() {
        return ui.t("credits.junk.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-junk";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public String words(JunkCredit credit) {
        return JunkWords.of(credit.rule().name(), credit.evidence(), ui);
    }

    public boolean undoable(JunkCredit credit) {
        return credit.undoable(ui.now());
    }

    public boolean hasThreshold(JunkRule rule) {
        return rule.code() == JunkRule.Code.MANY_COMPLEXES || rule.code() == JunkRule.Code.HUNG_UP;
    }

    public boolean hasTalk(JunkRule rule) {
        return hasThreshold(rule) || rule.code() == JunkRule.Code.VENDOR;
    }

    public long count(JunkRule rule) {
        return credits.stream().filter(one -> one.rule() == rule.code()).count();
    }

    public long undone(JunkRule rule) {
        return credits.stream()
                .filter(one -> one.rule() == rule.code() && one.undone() != null)
                .count();
    }
}

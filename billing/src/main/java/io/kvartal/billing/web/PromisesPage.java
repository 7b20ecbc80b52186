package io.kvartal.billing.web;

import io.kvartal.billing.Credits;
import io.kvartal.billing.Replacement;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /billing/replacements}: what the portal owes, by its deadline. @param names of developers */
public record PromisesPage(
        Ui ui,
        List<Credits.Owed> lines,
        Map<TenantId, String> names,
        @Nullable String problem) implements Page {
    private static final Duration SOON = Duration.ofDays(2);

    @Override
    public String title() {
        return ui.t("credits.promises.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-replacements";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public String wanted(Replacement owed) {
        return WantedWords.of(owed, ui);
    }

    public boolean isOwed(Replacement owed) {
        return owed.state() == Replacement.State.OWED;
    }

    public boolean isLate(Replacement owed) {
        return isOwed(owed) && owed.dueAt().isBefore(ui.now().plus(SOON));
    }

    public long owed() {
        return count(Replacement.State.OWED);
    }

    public long soon() {
        return lines.stream().filter(line -> isLate(line.replacement())).count();
    }

    public long kept() {
        return count(Replacement.State.DELIVERED);
    }

    public long unmet() {
        return count(Replacement.State.CREDITED);
    }

    private long count(Replacement.State state) {
        return lines.stream()
                .filter(line -> line.replacement().state() == state)
                .count();
    }
}

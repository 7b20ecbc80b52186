package io.kvartal.dispute;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /desk/disputes/figures}.
 *
 * @param developer null for the whole portal
 * @param names of developers
 */
public record FiguresPage(
        Ui ui,
        Figures figures,
        @Nullable TenantId developer,
        List<Counting.OfDeveloper> developers,
        List<SecondReviews.Agreement> agreement,
        Map<TenantId, String> names)
        implements Page {
    @Override
    public String title() {
        return developer == null
                ? ui.t("dispute.figures.title")
                : ui.t("dispute.figures.of", names.getOrDefault(developer, ""));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "dispute-figures";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public String href(int days) {
        return "/desk/disputes/figures?days=" + days + (developer == null ? "" : "&developer=" + developer);
    }

    public String kappa(SecondReviews.Agreement month) {
        return ui.number(new java.math.BigDecimal(month.kappa()).setScale(2, java.math.RoundingMode.HALF_UP));
    }
}

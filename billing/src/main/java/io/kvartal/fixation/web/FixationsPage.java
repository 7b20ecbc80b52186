package io.kvartal.fixation.web;

import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims of all developers. @param found one more than a page holds when there is a next @param developers who has a contract */
public record FixationsPage(
        Ui ui,
        List<Fixation> found,
        Look look,
        Map<TenantId, String> developers,
        Map<String, String> complexes,
        Map<String, String> form,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("fixation.staff.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-fixations";
    }

    public List<Fixation> claims() {
        return found.subList(0, Math.min(found.size(), Filter.PAGE));
    }

    public boolean hasNext() {
        return found.size() > Filter.PAGE;
    }

    public ClaimLines lines() {
        return new ClaimLines(ui, complexes);
    }

    public String developer(Fixation claim) {
        return developers.getOrDefault(claim.tenant(), claim.tenant().toString());
    }

    public String typed(String field) {
        return form.getOrDefault(field, "");
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }
}

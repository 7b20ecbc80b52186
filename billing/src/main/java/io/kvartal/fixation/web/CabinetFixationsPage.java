package io.kvartal.fixation.web;

import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The developer's claims. @param found one more than a page holds when there is a next @param complexes slug to name */
public record CabinetFixationsPage(
        Ui ui,
        List<Fixation> found,
        Look look,
        Map<String, String> complexes,
        Map<String, String> form,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("fixation.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-fixations";
    }

    public List<Fixation> claims() {
        return found.subList(0, Math.min(found.size(), Filter.PAGE));
    }

    public boolean hasNext() {
        return found.size() > Filter.PAGE;
    }

    public boolean isOwn() {
        return look.channel() == Channel.OWN;
    }

    public ClaimLines lines() {
        return new ClaimLines(ui, complexes);
    }

    public String typed(String field) {
        return form.getOrDefault(field, "");
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }
}

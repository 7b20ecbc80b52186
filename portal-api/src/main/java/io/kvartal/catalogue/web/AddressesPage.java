package io.kvartal.catalogue.web;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** @param done code of what has just been done. @param error a sentence */
public record AddressesPage(
        Ui ui,
        String slug,
        String next,
        @Nullable String done,
        @Nullable String error) implements Page {
    private static final Set<String> DONE = Set.of("renamed", "closed", "reopened");

    public @Nullable String note() {
        return done != null && DONE.contains(done) ? ui.t("catalogue.addresses." + done) : null;
    }

    @Override
    public String title() {
        return ui.t("catalogue.addresses");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "addresses";
    }
}

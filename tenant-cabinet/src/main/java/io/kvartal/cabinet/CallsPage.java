package io.kvartal.cabinet;

import io.kvartal.call.CallView;
import io.kvartal.call.Outcome;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Calls with their recordings. */
public record CallsPage(
        Ui ui,
        List<Complex> complexes,
        @Nullable String complex,
        @Nullable Outcome outcome,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<CallView> calls,
        @Nullable String next)
        implements Page {
    @Override
    public String title() {
        return ui.t("cabinet.calls.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-calls";
    }

    @Override
    public @Nullable String live() {
        return "/cabinet/live";
    }

    @Override
    public List<String> styles() {
        return List.of("/tenant-cabinet/cabinet.css");
    }

    public String nameOf(String slug) {
        return complexes.stream()
                .filter(one -> one.slug().equals(slug))
                .map(Complex::name)
                .findFirst()
                .orElse(slug);
    }

    public static String badge(CallView call) {
        return switch (call.outcome()) {
            case ANSWERED -> "badge bg-green-lt";
            case MISSED, BUSY -> "badge bg-red-lt";
            case FAILED -> "badge bg-secondary-lt";
            case VOICEMAIL -> "badge bg-yellow-lt";
        };
    }

    /** The same filters, further back in time. */
    public String nextHref() {
        return UriComponentsBuilder.fromPath("/cabinet/calls")
                .queryParamIfPresent("complex", Optional.ofNullable(complex))
                .queryParamIfPresent("outcome", Optional.ofNullable(outcome).map(Outcome::code))
                .queryParamIfPresent("from", Optional.ofNullable(from))
                .queryParamIfPresent("to", Optional.ofNullable(to))
                .queryParamIfPresent("cursor", Optional.ofNullable(next))
                .encode()
                .toUriString();
    }
}

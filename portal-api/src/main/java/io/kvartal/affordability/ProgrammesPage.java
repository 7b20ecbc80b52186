package io.kvartal.affordability;

import io.kvartal.mortgage.Programme;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** All programmes for staff: what holds today and how long ago somebody read the source. @param versions of one programme the newest first */
public record ProgrammesPage(Ui ui, LocalDate today, List<Programme> versions) implements Page {
    private static final int OLD_DAYS = 30;

    /** The newest version of each; the page lists what holds, or held last. */
    public List<Programme> programmes() {
        return versions.stream()
                .map(Programme::code)
                .distinct()
                .map(code -> now(code).orElseGet(() -> newest(code)))
                .toList();
    }

    private Optional<Programme> now(String code) {
        return versions.stream()
                .filter(v -> v.code().equals(code) && v.inForce(today))
                .findFirst();
    }

    private Programme newest(String code) {
        return versions.stream().filter(v -> v.code().equals(code)).findFirst().orElseThrow();
    }

    public int count(String code) {
        return (int) versions.stream().filter(v -> v.code().equals(code)).count();
    }

    public boolean inForce(Programme programme) {
        return programme.inForce(today);
    }

    public long age(Programme programme) {
        return ChronoUnit.DAYS.between(programme.checkedAt(), today);
    }

    /** Nobody has compared it with its source for a month. */
    public boolean stale(Programme programme) {
        return inForce(programme) && age(programme) > OLD_DAYS;
    }

    @Override
    public String title() {
        return ui.t("programme.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "programmes";
    }
}

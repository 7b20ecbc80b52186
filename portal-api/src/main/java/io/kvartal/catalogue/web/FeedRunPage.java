package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.FeedCompleteness;
import io.kvartal.catalogue.ImportChange;
import io.kvartal.catalogue.ImportChange.Facts;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.ImportState;
import io.kvartal.catalogue.ImportWarning;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run: how far it is, or what it found.
 *
 * @param changes one more than fits on the page, when there are more
 * @param complexes of the developer, for keys that have to be explained
 */
public record FeedRunPage(
        Ui ui,
        FeedDesk desk,
        ImportRun run,
        Developer developer,
        Shown shown,
        List<ImportChange> changes,
        List<Complex> complexes)
        implements Page {
    static final int CHANGES = 50;
    private static final int REMARKS = 200;
    private static final int SCORES = 20;

    /** @param code of the remarks to show; empty: all */
    public record Shown(String code, ImportChange.Kind kind, int after) {}

    @Override
    public String title() {
        return ui.t("catalogue.feeds.run", developer.name());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return desk.company() == null ? "feeds" : "cabinet-feeds";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/feeds.css");
    }

    public String address() {
        return desk.address(run);
    }

    public boolean open() {
        return run.state().isOpen();
    }

    public String badge() {
        return FeedsPage.badge(run.state());
    }

    public String state() {
        return ui.t("catalogue.feeds.state." + run.state().name());
    }

    public String phase() {
        return ui.t("catalogue.feeds.phase." + run.progress().phase().name());
    }

    /** Megabytes with one decimal. */
    public String megabytes(long bytes) {
        return ui.number(java.math.BigDecimal.valueOf(bytes / 100_000 / 10.0));
    }

    public @Nullable String failure() {
        var failure = run.failure();
        return failure == null
                ? null
                : ui.t("problem." + failure.code(), failure.args().toArray());
    }

    // ---- what may be done ----

    public boolean mayApply() {
        return desk.mayImport() && run.state() == ImportState.DRY_RUN && run.kept();
    }

    public boolean mayRelease() {
        return desk.mayRelease() && run.state() == ImportState.HELD;
    }

    public boolean mayDiscard() {
        return desk.mayImport() && run.state() == ImportState.HELD;
    }

    public boolean mayUndo() {
        return desk.mayImport() && run.undoable();
    }

    // ---- remarks ----

    public List<ImportWarning> guards() {
        return run.report().warnings().stream().filter(ImportWarning::isGuard).toList();
    }

    /** Code and how often, the most frequent first. */
    public List<Map.Entry<String, Integer>> codes() {
        return run.codes().entrySet().stream()
                .filter(code -> !code.getKey().endsWith("_GUARD"))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    public List<ImportWarning> remarks() {
        return run.report().warnings().stream()
                .filter(w -> !w.isGuard() && (shown.code.isEmpty() || w.code().equals(shown.code)))
                .limit(REMARKS)
                .toList();
    }

    public int remarksInAll() {
        return shown.code.isEmpty()
                ? codes().stream().mapToInt(Map.Entry::getValue).sum()
                : run.codes().getOrDefault(shown.code, 0);
    }

    public String sentence(ImportWarning warning) {
        return FeedPages.sentence(ui, warning);
    }

    /** In a word or two, for filters. */
    public String name(String code) {
        return ui.t("catalogue.feeds.code." + code);
    }

    /** Keys of other systems that the catalogue could not place. */
    public List<String> unknownKeys() {
        return run.report().warnings().stream()
                .filter(w -> w.code().equals("UNKNOWN_COMPLEX"))
                .map(w -> w.args().getFirst())
                .distinct()
                .limit(20)
                .toList();
    }

    // ---- what changes ----

    public int count(ImportChange.Kind kind) {
        return switch (kind) {
            case NEW -> run.report().created();
            case CHANGED -> run.report().updated();
            case VANISHED -> run.report().vanished();
        };
    }

    public List<ImportChange> shownChanges() {
        return changes.subList(0, Math.min(CHANGES, changes.size()));
    }

    public boolean more() {
        return changes.size() > CHANGES;
    }

    public int last() {
        return shownChanges().getLast().n();
    }

    public String kindHref(ImportChange.Kind kind) {
        return address() + "?kind=" + kind.name().toLowerCase(Locale.ROOT) + "#changes";
    }

    public String moreHref() {
        return address() + "?kind=" + shown.kind.name().toLowerCase(Locale.ROOT) + "&after=" + last() + "#changes";
    }

    public String codeHref(String code) {
        return address() + "?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "#remarks";
    }

    public String csvHref() {
        return address() + "/remarks.csv"
                + (shown.code.isEmpty() ? "" : "?code=" + URLEncoder.encode(shown.code, StandardCharsets.UTF_8));
    }

    /** What is different about a flat, each as "old → new". */
    public List<String> differences(ImportChange change) {
        var was = change.was();
        var now = change.now();
        if (was == null || now == null) {
            return List.of(facts(was == null ? now : was));
        }
        var list = new ArrayList<String>();
        var percent = change.pricePercent();
        if (percent != null) {
            list.add(ui.t("catalogue.feeds.was-now", ui.money(was.price()), ui.money(now.price())) + " ("
                    + (percent.signum() > 0 ? "+" : "") + ui.number(percent) + "\u00a0%)");
        }
        differs(
                list,
                "catalogue.feeds.area",
                was.area().toPlainString(),
                now.area().toPlainString());
        differs(list, "catalogue.feeds.rooms", String.valueOf(was.rooms()), String.valueOf(now.rooms()));
        differs(list, "catalogue.feeds.floor", String.valueOf(was.floor()), String.valueOf(now.floor()));
        differs(list, "catalogue.feeds.number", String.valueOf(was.number()), String.valueOf(now.number()));
        differs(list, "catalogue.feeds.unit-state", unitState(was), unitState(now));
        return list.isEmpty() ? List.of(ui.t("catalogue.feeds.other-facts")) : list;
    }

    /** Above a fifth, up or down. */
    public boolean suspicious(ImportChange change) {
        var percent = change.pricePercent();
        return percent != null && percent.abs().intValue() >= 20;
    }

    private void differs(List<String> list, String name, String was, String now) {
        if (!was.equals(now)) {
            list.add(ui.t(name) + ": " + ui.t("catalogue.feeds.was-now", was, now));
        }
    }

    private String unitState(Facts facts) {
        return ui.t("catalogue.feeds.unit." + facts.state().name());
    }

    private String facts(@Nullable Facts facts) {
        return facts == null
                ? ""
                : ui.t("catalogue.feeds.flat", facts.rooms(), facts.area(), facts.floor()) + ", "
                        + ui.money(facts.price());
    }

    // ---- completeness ----

    public @Nullable FeedCompleteness overall() {
        return run.quality().isEmpty() ? null : run.quality().getFirst();
    }

    public List<FeedCompleteness> scores() {
        return run.quality().stream().skip(1).limit(SCORES).toList();
    }

    public String lost(FeedCompleteness.Missing missing) {
        return ui.t("catalogue.feeds.quality." + missing.item().name()) + " −" + missing.lost();
    }
}

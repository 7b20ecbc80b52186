package io.kvartal.selection.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.mortgage.Quotes.Monthly;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.Card;
import io.kvartal.selection.ListKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Up to four complexes side by side. @param only rows that are the same everywhere are left out */
public record ComparePage(Ui ui, State state, List<Kept> kept, boolean only) implements ListPage {
    private static final String NONE = "—";

    /** @param best key of the words that say why this value is the best of its row; null when it is not */
    public record Cell(
            String text, @Nullable String note, @Nullable String best) {}

    public record Row(String label, List<Cell> cells, boolean differs) {}

    @Override
    public ListKind kind() {
        return ListKind.COMPARISON;
    }

    /** Whoever has chosen nothing finds here what comparing is; the lists of others are nobody's to find. */
    @Override
    public boolean hidden() {
        return state.foreign();
    }

    @Override
    public String description() {
        return ui.t("selection.comparison.description");
    }

    /** The same table with all rows, or with those that differ. */
    public String switchHref() {
        var share = state.foreign() ? "share=" + state.share() : "";
        var rows = only ? "" : "only=differences";
        var query = share.isEmpty() || rows.isEmpty() ? share + rows : share + "&" + rows;
        return href() + (query.isEmpty() ? "" : "?" + query);
    }

    public List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(numbers("price", Card::priceFrom, c -> ui.moneyShort(c.priceFrom()), c -> null, "cheapest"));
        rows.add(
                numbers("metre", Card::pricePerMeterFrom, c -> ui.money(c.pricePerMeterFrom()), c -> null, "cheapest"));
        rows.add(numbers(
                "monthly", c -> monthly(c).map(Monthly::payment).orElse(null), this::payment, this::terms, "least"));
        rows.add(numbers("completion", ComparePage::completion, this::deadline, c -> null, "earliest"));
        rows.add(words("class", k -> ui.t("catalogue.class." + k.complex().buildingClass())));
        rows.add(words(
                "district",
                k -> k.complex().cityIn(ui.lang()) + ", " + k.complex().districtIn(ui.lang())));
        rows.add(words("developer", k -> k.complex().developerName()));
        rows.add(words("units", k -> card(k).map(c -> ui.t("catalogue.left", c.unitsMatching()))
                .orElse(ui.t("catalogue.sold-out"))));
        for (int rooms = 0; rooms <= 4; rooms++) {
            int wanted = rooms;
            if (kept.stream().anyMatch(k -> of(k, wanted).isPresent())) {
                rows.add(row(
                        ui.t("catalogue.rooms." + rooms),
                        kept.stream()
                                .map(k -> cell(of(k, wanted).map(this::flats).orElse(NONE)))
                                .toList()));
            }
        }
        rows.add(words("as-of", k -> card(k).map(c -> ui.date(c.priceAsOf())).orElse(NONE)));
        return only ? rows.stream().filter(Row::differs).toList() : rows;
    }

    public String href(Complex complex) {
        return ui.href("/zhk/" + complex.slug());
    }

    /** A row whose smallest value is marked, unless all are the same. */
    private <T extends Comparable<T>> Row numbers(
            String name,
            Function<Card, @Nullable T> value,
            Function<Card, String> text,
            Function<Card, @Nullable String> note,
            String best) {
        var values = kept.stream().map(k -> card(k).map(value)).toList();
        var present = values.stream().flatMap(Optional::stream).toList();
        var least = present.stream().min(T::compareTo);
        boolean mark = present.stream().distinct().count() > 1;
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < kept.size(); i++) {
            var card = card(kept.get(i));
            boolean isLeast = mark && values.get(i).isPresent() && values.get(i).equals(least);
            cells.add(new Cell(
                    card.map(text).orElse(NONE),
                    card.map(note).orElse(null),
                    isLeast ? "selection.best." + best : null));
        }
        return row(ui.t("selection.row." + name), cells);
    }

    private Row words(String name, Function<Kept, String> text) {
        return row(
                ui.t("selection.row." + name),
                kept.stream().map(text).map(ComparePage::cell).toList());
    }

    private static Row row(String label, List<Cell> cells) {
        return new Row(label, cells, cells.stream().map(Cell::text).distinct().count() > 1);
    }

    private static Cell cell(String text) {
        return new Cell(text, null, null);
    }

    private static Optional<Card> card(Kept kept) {
        return Optional.ofNullable(kept.card());
    }

    private static Optional<ByRooms> of(Kept kept, int rooms) {
        return card(kept)
                .flatMap(c ->
                        c.byRooms().stream().filter(r -> r.rooms() == rooms).findFirst());
    }

    private String flats(ByRooms rooms) {
        return ui.t("selection.flats", rooms.units(), ui.number(rooms.areaFrom()), ui.moneyShort(rooms.priceFrom()));
    }

    private static Optional<Monthly> monthly(Card card) {
        return Optional.ofNullable(card.monthlyFrom());
    }

    private String payment(Card card) {
        return monthly(card).map(m -> ui.money(m.payment())).orElse(NONE);
    }

    private @Nullable String terms(Card card) {
        return monthly(card)
                .map(m -> ui.t(
                        "catalogue.terms",
                        m.programme().name().in(ui.lang()),
                        ui.number(m.programme().rate()),
                        ui.moneyShort(m.down()),
                        m.months() / 12))
                .orElse(null);
    }

    /** Year * 4 + quarter; what is handed over comes before everything. */
    private static Integer completion(Card card) {
        var complex = card.complex();
        return card.handedOver() ? 0 : complex.completionYear() * 4 + complex.completionQuarter();
    }

    private String deadline(Card card) {
        var complex = card.complex();
        return card.handedOver()
                ? ui.t("catalogue.ready")
                : ui.t("catalogue.quarter." + complex.completionQuarter(), String.valueOf(complex.completionYear()));
    }
}

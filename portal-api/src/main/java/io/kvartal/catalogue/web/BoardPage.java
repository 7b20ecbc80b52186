package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront.BoardUnit;
import io.kvartal.catalogue.UnitState;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All flats of one building, floor by floor and entrance by entrance.
 *
 * @param names of the buildings of the complex
 * @param units of the building that is shown
 * @param whole it was not asked for by the complex page
 */
public record BoardPage(
        Ui ui,
        Complex complex,
        List<String> names,
        String building,
        List<BoardUnit> units,
        Presentation content,
        boolean whole)
        implements Fragment {
    @Override
    public String title() {
        return ui.t("catalogue.board.title", complex.name());
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public boolean hidden() {
        return true;
    }

    @Override
    public String nav() {
        return "search";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css", "/portal-api/complex.css");
    }

    public String href() {
        return ui.href("/zhk/" + complex.slug());
    }

    public String href(String name) {
        return href() + "/board?building=" + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
    }

    public String unitHref(BoardUnit unit) {
        return href() + "?unit=" + unit.id() + "#payment";
    }

    /** From the top. */
    public List<Integer> floors() {
        return units.stream()
                .map(BoardUnit::floor)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Names of entrances; an empty name holds the flats that no entrance claims. */
    public List<String> sections() {
        return units.stream().map(this::section).distinct().sorted().toList();
    }

    public List<BoardUnit> at(int floor, String section) {
        return units.stream()
                .filter(unit -> unit.floor() == floor && section(unit).equals(section))
                .toList();
    }

    private String section(BoardUnit unit) {
        return content.section(building, unit.number())
                .map(Presentation.Section::name)
                .orElse("");
    }

    public List<UnitState> states() {
        return Arrays.stream(UnitState.values())
                .filter(state -> count(state) > 0)
                .toList();
    }

    public long count(UnitState state) {
        return units.stream().filter(unit -> unit.state() == state).count();
    }

    public boolean forSale(BoardUnit unit) {
        return unit.state() == UnitState.AVAILABLE;
    }

    /** Short, for a cell. */
    public String rooms(BoardUnit unit) {
        return unit.rooms() == 0 ? ui.t("catalogue.board.studio") : ui.t("catalogue.board.rooms", unit.rooms());
    }
}

package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Rendition;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures of a complex by tab. Where there are no photos the portal draws, and says so. */
public record Gallery(Ui ui, Complex complex, Presentation content, List<ComplexPage.Rooms> rooms, String asked) {
    private static final int DRAWINGS = 4;
    private static final List<String> TABS = List.of("photos", "progress", "tours", "plans");

    /** Tabs that have something to show; the first is always there. */
    public List<String> tabs() {
        return TABS.stream().filter(tab -> tab.equals("photos") || !empty(tab)).toList();
    }

    private boolean empty(String tab) {
        return switch (tab) {
            case "progress" -> progress().isEmpty();
            case "tours" -> content.tours().isEmpty();
            case "plans" -> plans().isEmpty();
            default -> false;
        };
    }

    public String tab() {
        return tabs().contains(asked) ? asked : "photos";
    }

    public String href(String tab) {
        return ui.href("/zhk/" + complex.slug()) + (tab.equals("photos") ? "" : "?view=" + tab) + "#gallery";
    }

    public List<Photo> shown() {
        return switch (tab()) {
            case "progress" -> progress();
            case "plans" -> plans();
            default -> photos();
        };
    }

    public List<Photo> photos() {
        return content.photos().isEmpty()
                ? IntStream.rangeClosed(1, DRAWINGS)
                        .mapToObj(i -> Photo.drawn(
                                "/img/facade/" + complex.slug() + (i == 1 ? "" : "-" + i) + ".svg",
                                LocalizedText.same(ui.t("catalogue.drawing." + i, complex.name()))))
                        .toList()
                : content.photos();
    }

    public boolean drawn() {
        return shown().stream().anyMatch(Photo::drawing);
    }

    /** The newest month that has pictures comes first. */
    private List<Photo> progress() {
        return content.progress().stream()
                .flatMap(entry -> entry.photos().stream())
                .limit(10)
                .toList();
    }

    private List<Photo> plans() {
        if (!content.plans().isEmpty()) {
            return content.plans();
        }
        var plans = new ArrayList<Photo>();
        for (var of : rooms) {
            plans.add(new Photo(
                    "/img/plan/" + of.rooms() + "-" + of.areaFrom().intValue() + ".svg",
                    true,
                    false,
                    320,
                    216,
                    null,
                    LocalizedText.same(ui.t("catalogue.plan.of", ui.t("catalogue.rooms." + of.rooms())))));
        }
        return plans;
    }

    /** Path of the picture that stands for the complex elsewhere, as pixels. */
    public String preview() {
        return content.photos().stream()
                .filter(photo -> !photo.drawing())
                .findFirst()
                .map(Gallery::full)
                .orElse("/img/preview/" + complex.slug() + ".png");
    }

    /** The largest there is, as every browser reads it. */
    public static String full(Photo photo) {
        return photo.drawing()
                ? photo.src()
                : Rendition.path(photo.src(), Rendition.widths(photo.width()).getLast(), "jpg");
    }

    /** For {@code src}: neither the smallest nor the largest. */
    public static String plain(Photo photo) {
        return photo.drawing() ? photo.src() : Rendition.plain(photo.src(), photo.width());
    }

    /** @param format {@code jpg} or {@code webp} */
    public static String set(Photo photo, String format) {
        return Rendition.set(photo.src(), photo.width(), format);
    }
}

package io.kvartal.catalogue.content;

import io.kvartal.catalogue.content.Presentation.Photo;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of what a buyer asks for a page can answer.
 *
 * @param percent 0 to 100, whole
 * @param missing keys of what is missing, the weightiest first
 */
public record PageCompleteness(int percent, List<String> missing) {
    private static final int PHOTOS = 5;
    private static final int FACTS = 10;
    private static final int PROGRESS_DAYS = 60;

    private static final Map<String, Integer> WEIGHTS = weights();

    private static Map<String, Integer> weights() {
        var weights = new LinkedHashMap<String, Integer>();
        weights.put("papers", 25);
        weights.put("photos", 25);
        weights.put("progress", 15);
        weights.put("facts", 15);
        weights.put("plans", 10);
        weights.put("sections", 5);
        weights.put("tours", 5);
        return weights;
    }

    /** @param built all houses stand, so there is no progress to show */
    public static PageCompleteness of(Presentation content, boolean built, LocalDate today) {
        var answered = Map.of(
                "papers",
                content.bookable(),
                "photos",
                real(content.photos()) >= PHOTOS,
                "progress",
                built || recent(content, today),
                "facts",
                content.facts().size() >= FACTS,
                "plans",
                !content.plans().isEmpty(),
                "sections",
                !content.sections().isEmpty(),
                "tours",
                !content.tours().isEmpty());
        var missing = WEIGHTS.keySet().stream()
                .filter(key -> !answered.getOrDefault(key, false))
                .toList();
        int lost = missing.stream().mapToInt(PageCompleteness::weight).sum();
        return new PageCompleteness(100 - lost, missing);
    }

    /** Points that the answer adds. */
    public static int weight(String key) {
        return WEIGHTS.getOrDefault(key, 0);
    }

    private static long real(List<Photo> photos) {
        return photos.stream().filter(photo -> !photo.drawing()).count();
    }

    private static boolean recent(Presentation content, LocalDate today) {
        return content.progress().stream().anyMatch(entry -> entry.on().isAfter(today.minusDays(PROGRESS_DAYS)));
    }
}

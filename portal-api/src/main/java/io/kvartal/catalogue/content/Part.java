package io.kvartal.catalogue.content;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A piece of a presentation that has a form of its own. */
public enum Part {
    PHOTOS,
    PROGRESS,
    PLANS,
    TOURS,
    PAPERS,
    FACTS,
    PHASES,
    SECTIONS,
    PROMOTIONS,
    /** Written by the portal's editors alone. */
    REVIEW;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Part> of(String key) {
        return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst();
    }

    /** What this part holds, as a value to compare versions by. */
    Object in(Presentation content) {
        return switch (this) {
            case PHOTOS -> content.photos();
            case PROGRESS -> content.progress();
            case PLANS -> content.plans();
            case TOURS -> content.tours();
            case PAPERS -> content.papers();
            case FACTS -> content.facts();
            case PHASES -> content.phases();
            case SECTIONS -> content.sections();
            case PROMOTIONS -> content.promotions();
            case REVIEW -> Optional.ofNullable(content.review());
        };
    }

    public static List<Part> changed(Presentation before, Presentation after) {
        return Arrays.stream(values())
                .filter(part -> !part.in(before).equals(part.in(after)))
                .toList();
    }

    /** The presentation without one entry of this part; one that does not exist leaves it as it is. */
    public Presentation without(Presentation content, int index) {
        return switch (this) {
            case PHOTOS -> content.withPhotos(dropped(content.photos(), index));
            case PROGRESS -> content.withProgress(dropped(content.progress(), index));
            case PLANS -> content.withPlans(dropped(content.plans(), index));
            case TOURS -> content.withTours(dropped(content.tours(), index));
            case PAPERS -> content.withPapers(dropped(content.papers(), index));
            case PROMOTIONS -> content.withPromotions(dropped(content.promotions(), index));
            case PHASES -> content.withPhases(dropped(content.phases(), index));
            case SECTIONS -> content.withSections(dropped(content.sections(), index));
            case REVIEW -> content.withReview(null);
            case FACTS -> content;
        };
    }

    private static <T> List<T> dropped(List<T> list, int index) {
        if (index < 0 || index >= list.size()) {
            return list;
        }
        var left = new java.util.ArrayList<>(list);
        left.remove(index);
        return left;
    }
}

package io.kvartal.catalogue.content;

import io.kvartal.shared.LocalizedText;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that editors and developers maintain about a complex, as one value: it is edited, looked over and published as a whole. Lists are in the order
 * of the page. Stored as JSON under these names: rename only with a migration.
 */
public record Presentation(
        List<Photo> photos,
        List<Photo> plans,
        List<Tour> tours,
        List<Progress> progress,
        List<Phase> phases,
        List<Section> sections,
        List<Paper> papers,
        Map<FactCode, String> facts,
        List<Promotion> promotions,
        @Nullable Review review) {
    public static final Presentation EMPTY = new Presentation(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), null);

    public Presentation {
        photos = List.copyOf(photos);
        plans = List.copyOf(plans);
        tours = List.copyOf(tours);
        progress = progress.stream()
                .sorted(Comparator.comparing(Progress::on).reversed())
                .toList();
        phases = List.copyOf(phases);
        sections = List.copyOf(sections);
        papers = List.copyOf(papers);
        facts = Map.copyOf(facts);
        promotions = List.copyOf(promotions);
    }

    /**
     * @param src hash of an uploaded picture, or the path of one of the portal's own drawings
     * @param webp there are WebP renditions beside the JPEG ones
     * @param drawing which of the two; a drawing is never shown as a photo
     */
    public record Photo(
            String src,
            boolean drawing,
            boolean webp,
            int width,
            int height,
            @Nullable String blur,
            LocalizedText alt) {
        public Photo {
            if (drawing ? !src.startsWith("/img/") : !src.matches("[0-9a-f]{32}")) {
                throw new IllegalArgumentException("no picture: " + src);
            }
        }

        /** One of the portal's own drawings, 640 by 400 unless the page says otherwise. */
        public static Photo drawn(String path, LocalizedText alt) {
            return new Photo(path, true, false, 640, 400, null, alt);
        }
    }

    /** A panorama of ours (equirectangular, twice as wide as high) or a page of a host that the portal knows. */
    public record Tour(
            LocalizedText title,
            @Nullable Photo panorama,
            @Nullable String link) {
        public Tour {
            if ((panorama == null) == (link == null)) {
                throw new IllegalArgumentException("a tour is a panorama or a link");
            }
        }
    }

    /** @param percent of the building work that is done */
    public record Progress(LocalDate on, int percent, LocalizedText text, List<Photo> photos) {
        public Progress {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("percent");
            }
            photos = List.copyOf(photos);
        }
    }

    /** Buildings, by the names of the feed, that are built together. */
    public record Phase(String name, List<String> buildings) {
        public Phase {
            buildings = List.copyOf(buildings);
        }
    }

    /** An entrance of a building: the flats from one number to another. */
    public record Section(String building, String name, int fromFlat, int toFlat) {
        public Section {
            if (fromFlat < 1 || toFlat < fromFlat) {
                throw new IllegalArgumentException("flats");
            }
        }

        boolean holds(String ofBuilding, int flat) {
            return building.equals(ofBuilding) && flat >= fromFlat && flat <= toFlat;
        }
    }

    public enum PaperKind {
        PERMIT,
        GUARANTEE
    }

    /** What allows the developer to take buyers' money before the house stands. @param scan a picture of it; {@code pdf} hash of a file of it */
    public record Paper(
            PaperKind kind,
            String number,
            LocalDate on,
            String issuer,
            @Nullable Photo scan,
            @Nullable String pdf) {
        public Paper {
            if (pdf != null && !pdf.matches("[0-9a-f]{32}")) {
                throw new IllegalArgumentException("no file: " + pdf);
            }
        }
    }

    /** Both days are included. */
    public record Promotion(LocalizedText title, LocalizedText terms, LocalDate from, LocalDate to) {
        public Promotion {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("period");
            }
        }

        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** By the portal's editors; the developer neither writes nor orders it. */
    public record Review(
            LocalizedText text, List<LocalizedText> pros, List<LocalizedText> cons, String author, LocalDate on) {
        public Review {
            pros = List.copyOf(pros);
            cons = List.copyOf(cons);
        }
    }

    public List<Promotion> promotionsOn(LocalDate day) {
        return promotions.stream().filter(p -> p.holdsOn(day)).toList();
    }

    /** Without a permit or a guarantee nobody may take money, so the portal books no viewing either. */
    public boolean bookable() {
        return !papers.isEmpty();
    }

    /** The entrance of a flat, when the sections say it. */
    public Optional<Section> section(String building, @Nullable String flat) {
        return flat == null || !flat.matches("\\d{1,6}")
                ? Optional.empty()
                : sections.stream()
                        .filter(s -> s.holds(building, Integer.parseInt(flat)))
                        .findFirst();
    }

    public Presentation withPhotos(List<Photo> changed) {
        return new Presentation(changed, plans, tours, progress, phases, sections, papers, facts, promotions, review);
    }

    public Presentation withPlans(List<Photo> changed) {
        return new Presentation(photos, changed, tours, progress, phases, sections, papers, facts, promotions, review);
    }

    public Presentation withTours(List<Tour> changed) {
        return new Presentation(photos, plans, changed, progress, phases, sections, papers, facts, promotions, review);
    }

    public Presentation withProgress(List<Progress> changed) {
        return new Presentation(photos, plans, tours, changed, phases, sections, papers, facts, promotions, review);
    }

    public Presentation withPhases(List<Phase> changed) {
        return new Presentation(photos, plans, tours, progress, changed, sections, papers, facts, promotions, review);
    }

    public Presentation withSections(List<Section> changed) {
        return new Presentation(photos, plans, tours, progress, phases, changed, papers, facts, promotions, review);
    }

    public Presentation withPapers(List<Paper> changed) {
        return new Presentation(photos, plans, tours, progress, phases, sections, changed, facts, promotions, review);
    }

    public Presentation withFacts(Map<FactCode, String> changed) {
        return new Presentation(photos, plans, tours, progress, phases, sections, papers, changed, promotions, review);
    }

    public Presentation withPromotions(List<Promotion> changed) {
        return new Presentation(photos, plans, tours, progress, phases, sections, papers, facts, changed, review);
    }

    public Presentation withReview(@Nullable Review changed) {
        return new Presentation(photos, plans, tours, progress, phases, sections, papers, facts, promotions, changed);
    }
}

package io.kvartal.catalogue.content;

import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.catalogue.content.Presentation.PaperKind;
import io.kvartal.catalogue.content.Presentation.Phase;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Presentation.Progress;
import io.kvartal.catalogue.content.Presentation.Promotion;
import io.kvartal.catalogue.content.Presentation.Review;
import io.kvartal.catalogue.content.Presentation.Section;
import io.kvartal.catalogue.content.Presentation.Tour;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a sent form makes of a presentation. Pure: its files are taken before. Facts and the review replace what was there, everything else adds an entry.
 *
 * @param editor name of who writes
 */
public record Edits(LocalDate today, String editor) {
    private static final Set<String> TOUR_HOSTS = Set.of("my.matterport.com", "kuula.co", "momento360.com");
    private static final int MOST_ENTRIES = 60;

    /** @throws Problem.Invalid naming every field that is wrong */
    public Presentation apply(Part part, Presentation content, Fields fields, Uploads.Kept uploads) {
        var pictures = uploads.pictures();
        var changed =
                switch (part) {
                    case PHOTOS -> content.withPhotos(joined(content.photos(), some(fields, pictures)));
                    case PLANS -> content.withPlans(joined(content.plans(), some(fields, pictures)));
                    case TOURS -> content.withTours(joined(content.tours(), List.of(tour(fields, pictures))));
                    case PROGRESS ->
                        content.withProgress(joined(content.progress(), List.of(progress(fields, pictures))));
                    case PAPERS -> content.withPapers(joined(content.papers(), List.of(paper(fields, uploads))));
                    case FACTS -> content.withFacts(facts(fields));
                    case PHASES -> content.withPhases(joined(content.phases(), List.of(phase(fields))));
                    case SECTIONS ->
                        content.withSections(joined(content.sections(), List.of(section(content, fields))));
                    case PROMOTIONS -> content.withPromotions(joined(content.promotions(), List.of(promotion(fields))));
                    case REVIEW -> content.withReview(review(fields));
                };
        fields.check();
        return changed;
    }

    /** Swaps a photo with its neighbour; at the ends nothing happens. */
    public static Presentation moved(Presentation content, int index, int by) {
        int other = index + by;
        if (Math.min(index, other) < 0
                || Math.max(index, other) >= content.photos().size()) {
            return content;
        }
        var photos = new ArrayList<>(content.photos());
        java.util.Collections.swap(photos, index, other);
        return content.withPhotos(photos);
    }

    private static <T> List<T> joined(List<T> before, List<T> added) {
        if (before.size() + added.size() > MOST_ENTRIES) {
            throw new Problem.Invalid("/", "too-many-entries", MOST_ENTRIES);
        }
        var all = new ArrayList<>(before);
        all.addAll(added);
        return all;
    }

    private static List<Photo> some(Fields fields, List<Photo> pictures) {
        return pictures.isEmpty() ? fields.wrong("files", "form-file", pictures) : pictures;
    }

    private static Tour tour(Fields fields, List<Photo> pictures) {
        var title = fields.caption("title");
        var link = fields.raw("link");
        if (!link.isEmpty() && pictures.isEmpty()) {
            return new Tour(
                    title,
                    null,
                    allowed(link)
                            ? link
                            : fields.wrong(
                                    "link",
                                    "tour-host",
                                    "about:blank",
                                    String.join(
                                            ", ", TOUR_HOSTS.stream().sorted().toList())));
        }
        var picture = pictures.isEmpty() ? null : pictures.getFirst();
        if (picture == null || Math.abs(picture.width() - 2 * picture.height()) > picture.height() / 20) {
            return new Tour(title, null, fields.wrong("files", "tour-picture", "about:blank"));
        }
        return new Tour(title, picture, null);
    }

    private static boolean allowed(String link) {
        try {
            var address = URI.create(link);
            return "https".equals(address.getScheme()) && TOUR_HOSTS.contains(String.valueOf(address.getHost()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private Progress progress(Fields fields, List<Photo> pictures) {
        var on = past(fields, "on");
        return new Progress(on, fields.whole("percent", 0, 100), fields.texts("text"), pictures);
    }

    private Paper paper(Fields fields, Uploads.Kept uploads) {
        var kind = Arrays.stream(PaperKind.values())
                .filter(each -> each.name().equals(fields.raw("kind")))
                .findFirst()
                .orElseGet(() -> fields.wrong("kind", "required", PaperKind.PERMIT));
        return new Paper(
                kind,
                fields.line("number"),
                past(fields, "on"),
                fields.line("issuer"),
                uploads.pictures().isEmpty() ? null : uploads.pictures().getFirst(),
                uploads.pdfs().isEmpty() ? null : uploads.pdfs().getFirst());
    }

    private LocalDate past(Fields fields, String name) {
        var day = fields.date(name);
        return day.isAfter(today) ? fields.wrong(name, "form-future", day) : day;
    }

    private static EnumMap<FactCode, String> facts(Fields fields) {
        var facts = new EnumMap<FactCode, String>(FactCode.class);
        for (var code : FactCode.values()) {
            var value = fields.raw(code.key()).replace(',', '.');
            if (!value.isEmpty()) {
                facts.put(code, code.accepts(value) ? value : fields.wrong(code.key(), "form-fact", value));
            }
        }
        return facts;
    }

    private static Phase phase(Fields fields) {
        var buildings = fields.all("buildings");
        return new Phase(
                fields.line("name"),
                buildings.isEmpty() ? fields.wrong("buildings", "required", buildings) : buildings);
    }

    private static Section section(Presentation content, Fields fields) {
        var building = fields.line("building");
        int from = fields.whole("fromFlat", 1, 5_000);
        int to = fields.whole("toFlat", 1, 5_000);
        boolean taken = content.sections().stream()
                .anyMatch(s -> s.building().equals(building) && from <= s.toFlat() && to >= s.fromFlat());
        if (to < from || taken) {
            fields.wrong("toFlat", "form-flats", to);
        }
        return new Section(building, fields.line("name"), from, Math.max(from, to));
    }

    private static Promotion promotion(Fields fields) {
        var from = fields.date("from");
        var to = fields.date("to");
        if (to.isBefore(from)) {
            fields.wrong("to", "form-period", to);
        }
        return new Promotion(fields.texts("title"), fields.texts("terms"), from, to.isBefore(from) ? from : to);
    }

    private @Nullable Review review(Fields fields) {
        return new Review(fields.texts("text"), lines(fields, "pros"), lines(fields, "cons"), editor, today);
    }

    /** One point a line, as many in each language. */
    private static List<LocalizedText> lines(Fields fields, String name) {
        var texts = fields.texts(name);
        var ru = texts.ru().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        var kk = texts.kk().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        var en = texts.en().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (ru.size() != kk.size() || ru.size() != en.size()) {
            return fields.wrong(name + "Ru", "form-lines", List.of());
        }
        return IntStream.range(0, ru.size())
                .mapToObj(i -> new LocalizedText(ru.get(i), kk.get(i), en.get(i)))
                .toList();
    }
}

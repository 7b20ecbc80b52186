package io.kvartal.catalogue.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.content.FactCode;
import io.kvartal.catalogue.content.HandOver;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.shared.Lang;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One complex as the public JSON tells it: its feed, and what is published beyond it, in one language. Paths of pictures and files are relative to the
 * portal.
 */
record ComplexView(
        String id,
        String slug,
        String name,
        Named developer,
        String city,
        String district,
        @JsonProperty("class") String buildingClass,
        Location location,
        @Nullable String address,
        @Nullable String description,
        Completion completion,
        @Nullable Money priceFrom,
        @Nullable LocalDate priceAsOf,
        int unitsAvailable,
        List<BuildingView> buildings,
        String photo,
        List<PhotoView> photos,
        List<PhaseView> phases,
        List<DocumentView> documents,

        @Schema(description = "whether a permit or a guarantee is published; without one no viewing can be booked")
        boolean bookingPossible,

        @Schema(description = "by code of the fact, such as ceiling-height; yes, no, a number or a choice")
        Map<String, String> facts,

        @Schema(description = "steps of construction, the newest first")
        List<ProgressView> progress,

        @Schema(description = "those in force today") List<PromotionView> promotions,
        @Nullable ReviewView review,
        OnTimeView onTime,
        Instant updatedAt) {
    record Named(String slug, String name) {}

    record Location(double lat, double lon) {}

    record Completion(int year, int quarter) {}

    record BuildingView(
            String name, @Nullable Integer floors, String state, Completion completion, int unitsAvailable) {}

    /** @param url of moderate width; {@code original} the widest there is; {@code drawing} by the portal, no photo */
    record PhotoView(String url, String original, int width, int height, String alt, boolean drawing) {
        static PhotoView of(Photo photo, Lang lang) {
            return new PhotoView(
                    Gallery.plain(photo),
                    Gallery.full(photo),
                    photo.width(),
                    photo.height(),
                    photo.alt().in(lang),
                    photo.drawing());
        }
    }

    record PhaseView(String name, List<String> buildings) {}

    /** @param kind {@code permit} or {@code guarantee}; {@code scan} path of a picture or a PDF */
    record DocumentView(
            String kind,
            String number,
            LocalDate date,
            String issuer,
            @Nullable String scan) {
        static DocumentView of(Paper paper) {
            return new DocumentView(
                    paper.kind().name().toLowerCase(Locale.ROOT),
                    paper.number(),
                    paper.on(),
                    paper.issuer(),
                    PaperScans.href(paper));
        }
    }

    record ProgressView(LocalDate date, int percent, String text, List<PhotoView> photos) {}

    record PromotionView(String title, String terms, LocalDate from, LocalDate to) {}

    record ReviewView(String text, List<String> pros, List<String> cons, String author, LocalDate date) {}

    /**
     * The developer's word over all its buildings.
     *
     * @param handedOver buildings that stand; {@code inTime} of them
     * @param averageDelayQuarters over all that stand
     * @param postponed of those {@code underWay}, the ones whose date was put off
     */
    record OnTimeView(int handedOver, int inTime, BigDecimal averageDelayQuarters, int underWay, int postponed) {
        static OnTimeView of(HandOver.Summary record) {
            return new OnTimeView(
                    record.handedOver(),
                    record.onTime(),
                    BigDecimal.valueOf(record.averageDelay()).setScale(1, RoundingMode.HALF_UP),
                    record.underWay(),
                    record.moved());
        }
    }

    static ComplexView of(
            Storefront.View view, Presentation content, HandOver.Summary record, Lang lang, LocalDate today) {
        var c = view.complex();
        var cheapest = view.offers().isEmpty() ? null : view.offers().getFirst().unit();
        return new ComplexView(
                c.id().toString(),
                c.slug(),
                c.name(),
                new Named(c.developerSlug(), c.developerName()),
                c.city(),
                c.district(),
                c.buildingClass(),
                new Location(c.lat(), c.lon()),
                view.address(),
                view.description(),
                new Completion(c.completionYear(), c.completionQuarter()),
                cheapest == null ? null : cheapest.price(),
                cheapest == null ? null : cheapest.priceAsOf(),
                view.offers().size(),
                view.buildings().stream().map(ComplexView::building).toList(),
                c.photo(),
                photos(content.photos(), lang),
                content.phases().stream()
                        .map(phase -> new PhaseView(phase.name(), phase.buildings()))
                        .toList(),
                content.papers().stream().map(DocumentView::of).toList(),
                view.bookable(),
                facts(content),
                content.progress().stream()
                        .map(step -> new ProgressView(
                                step.on(), step.percent(), step.text().in(lang), photos(step.photos(), lang)))
                        .toList(),
                content.promotionsOn(today).stream()
                        .map(p ->
                                new PromotionView(p.title().in(lang), p.terms().in(lang), p.from(), p.to()))
                        .toList(),
                content.review() == null ? null : review(content.review(), lang),
                OnTimeView.of(record),
                view.updatedAt());
    }

    private static BuildingView building(Storefront.Building building) {
        return new BuildingView(
                building.name(),
                building.floors(),
                building.state(),
                new Completion(building.builtYear(), building.readyQuarter()),
                building.unitsAvailable());
    }

    private static List<PhotoView> photos(List<Photo> photos, Lang lang) {
        return photos.stream().map(photo -> PhotoView.of(photo, lang)).toList();
    }

    /** In the order of the page. */
    private static Map<String, String> facts(Presentation content) {
        var facts = new LinkedHashMap<String, String>();
        for (var code : FactCode.values()) {
            var value = content.facts().get(code);
            if (value != null) {
                facts.put(code.key(), value);
            }
        }
        return facts;
    }

    private static ReviewView review(Presentation.Review review, Lang lang) {
        return new ReviewView(
                review.text().in(lang), in(review.pros(), lang), in(review.cons(), lang), review.author(), review.on());
    }

    private static List<String> in(List<LocalizedText> texts, Lang lang) {
        return texts.stream().map(text -> text.in(lang)).toList();
    }
}

package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.content.Draft;
import io.kvartal.catalogue.content.FactCode;
import io.kvartal.catalogue.content.Fields;
import io.kvartal.catalogue.content.PageCompleteness;
import io.kvartal.catalogue.content.Part;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Presentation.Review;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem.FieldError;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The editor of one complex's page.
 *
 * @param published what buyers see
 * @param open the part that stands open, by its key; empty = none
 * @param undo something was just deleted and can come back
 * @param sent what came with a form that was refused
 */
public record EditorPage(
        Ui ui,
        String base,
        boolean staff,
        Complex complex,
        Storefront.View view,
        Draft draft,
        Presentation published,
        String open,
        boolean undo,
        Fields sent,
        List<FieldError> errors)
        implements Page {
    private static final List<String> LANGUAGES = List.of("Ru", "Kk", "En");

    @Override
    public String title() {
        return complex.name();
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return staff ? "desk-complexes" : "cabinet-complexes";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/editor.css");
    }

    public String href() {
        return base + "/" + complex.slug();
    }

    public Presentation content() {
        return draft.content();
    }

    public List<Part> parts() {
        return Arrays.stream(Part.values())
                .filter(part -> staff || part != Part.REVIEW)
                .toList();
    }

    public List<Part> changed() {
        return Part.changed(published, content());
    }

    public PageCompleteness completeness() {
        boolean built = !view.offers().isEmpty() && view.offers().stream().allMatch(Storefront.Offer::finished);
        return PageCompleteness.of(content(), built, today());
    }

    public int weight(String key) {
        return PageCompleteness.weight(key);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(ui.now(), Ui.ZONE);
    }

    public boolean isOpen(Part part) {
        return part.key().equals(open);
    }

    public List<String> sentences() {
        return errors.stream()
                .map(error -> label(error) + ui.t("problem." + error.code(), error.args()))
                .toList();
    }

    private String label(FieldError error) {
        var name = error.pointer().substring(1);
        var fact = Arrays.stream(FactCode.values())
                .filter(code -> code.key().equals(name))
                .findFirst();
        if (fact.isPresent()) {
            return ui.t("catalogue.fact." + name) + ": ";
        }
        var key = "catalogue.editor.field." + stem(name);
        return ui.has(key) ? ui.t(key) + language(name) + ": " : "";
    }

    private static String stem(String name) {
        return LANGUAGES.stream().anyMatch(name::endsWith) ? name.substring(0, name.length() - 2) : name;
    }

    private static String language(String name) {
        return LANGUAGES.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(found -> " (" + found.toLowerCase(java.util.Locale.ROOT) + ")")
                .orElse("");
    }

    public @Nullable String invalid(Part part, String name) {
        return isOpen(part) && errors.stream().anyMatch(e -> e.pointer().equals("/" + name)) ? "true" : null;
    }

    /** What stands in a field: what was sent with a refused form, or what is stored. */
    public String value(Part part, String name, String stored) {
        return isOpen(part) && !errors.isEmpty() ? sent.raw(name) : stored;
    }

    public String fact(FactCode code) {
        return value(Part.FACTS, code.key(), content().facts().getOrDefault(code, ""));
    }

    public String option(FactCode code, String option) {
        return code.kind() == FactCode.Kind.YES
                ? ui.t("catalogue.fact.value." + option)
                : ui.t("catalogue.fact." + code.key() + "." + option);
    }

    public String reviewText(String name, String language) {
        var review = content().review();
        return review == null ? "" : of(review, name).stream().map(in(language)).collect(Collectors.joining("\n"));
    }

    private static List<LocalizedText> of(Review review, String name) {
        return switch (name) {
            case "pros" -> review.pros();
            case "cons" -> review.cons();
            default -> List.of(review.text());
        };
    }

    private static Function<LocalizedText, String> in(String language) {
        return switch (language) {
            case "Kk" -> LocalizedText::kk;
            case "En" -> LocalizedText::en;
            default -> LocalizedText::ru;
        };
    }

    /** The entries of a part in a line each; photos and plans are shown as pictures instead. */
    public List<String> lines(Part part) {
        var lang = ui.lang();
        return switch (part) {
            case PROGRESS ->
                content().progress().stream()
                        .map(p -> ui.date(p.on()) + " · " + ui.t("catalogue.progress.done", p.percent()) + " · "
                                + ui.t("catalogue.editor.pictures", p.photos().size()) + " · "
                                + p.text().in(lang))
                        .toList();
            case TOURS ->
                content().tours().stream()
                        .map(t -> t.title().in(lang) + (t.link() == null ? "" : " · " + t.link()))
                        .toList();
            case PAPERS ->
                content().papers().stream()
                        .map(p -> ui.t("catalogue.papers." + p.kind().name().toLowerCase(java.util.Locale.ROOT)) + " "
                                + p.number() + " · " + ui.date(p.on()) + " · " + p.issuer()
                                + (PaperScans.href(p) == null ? "" : " · " + ui.t("catalogue.editor.scanned")))
                        .toList();
            case PHASES ->
                content().phases().stream()
                        .map(p -> p.name() + ": "
                                + p.buildings().stream()
                                        .map(b -> ui.t("catalogue.building", b))
                                        .collect(Collectors.joining(", ")))
                        .toList();
            case SECTIONS ->
                content().sections().stream()
                        .map(s -> ui.t(
                                "catalogue.editor.section",
                                s.building(),
                                s.name(),
                                String.valueOf(s.fromFlat()),
                                String.valueOf(s.toFlat())))
                        .toList();
            case PROMOTIONS ->
                content().promotions().stream()
                        .map(p -> p.title().in(lang) + " · " + ui.date(p.from()) + " – " + ui.date(p.to()))
                        .toList();
            case PHOTOS, PLANS, FACTS, REVIEW -> List.of();
        };
    }

    public List<Photo> pictures(Part part) {
        return part == Part.PHOTOS
                ? content().photos()
                : part == Part.PLANS ? content().plans() : List.of();
    }

    public int count(Part part) {
        return switch (part) {
            case PHOTOS, PLANS -> pictures(part).size();
            case FACTS -> content().facts().size();
            case REVIEW -> content().review() == null ? 0 : 1;
            default -> lines(part).size();
        };
    }
}

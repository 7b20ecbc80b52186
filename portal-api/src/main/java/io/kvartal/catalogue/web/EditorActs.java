package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.content.Draft;
import io.kvartal.catalogue.content.Edits;
import io.kvartal.catalogue.content.Fields;
import io.kvartal.catalogue.content.Part;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.catalogue.content.Uploads;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.BiFunction;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What editors do to a page. Every form names the version that it was made on. */
@Controller
@RequestMapping({"/desk/complexes/{slug}", "/cabinet/complexes/{slug}"})
class EditorActs {
    private final Catalogue catalogue;
    private final Showcase showcase;
    private final Uploads uploads;
    private final EditorPages pages;
    private final Clock clock;

    EditorActs(Catalogue catalogue, Showcase showcase, Uploads uploads, EditorPages pages, Clock clock) {
        this.catalogue = catalogue;
        this.showcase = showcase;
        this.uploads = uploads;
        this.pages = pages;
        this.clock = clock;
    }

    @PostMapping("/{part:photos|progress|plans|tours|papers|facts|phases|sections|promotions|review}")
    Mono<Rendering> save(
            @PathVariable String slug, @PathVariable String part, CurrentUser user, Ui ui, ServerWebExchange exchange) {
        var editor = new Editor(user);
        var changed = part(editor, part);
        return editor.complex(catalogue, slug)
                .flatMap(complex -> Sent.read(exchange).flatMap(sent -> save(editor, complex, changed, sent)
                        .map(draft -> back(editor, slug, "?part=" + part + "#" + part))
                        .onErrorResume(Problem.Invalid.class, wrong -> pages.page(
                                        editor, slug, part, false, new Fields(sent.fields()), wrong.errors(), ui)
                                .map(page -> Pages.invalid("catalogue/editor", page)))));
    }

    /** Files first: what is kept and then not referred to does no harm, a reference to what is not kept would. */
    private Mono<Draft> save(Editor editor, Complex complex, Part part, Sent sent) {
        var fields = new Fields(sent.fields());
        return uploads.keep(part, sent.contents(), caption(fields, complex), editor.developer(), editor.actor())
                .flatMap(kept -> changed(editor, complex, part, fields, (content, now) -> new Edits(
                                now, editor.user().name())
                        .apply(part, content, fields, kept)));
    }

    private static LocalizedText caption(Fields fields, Complex complex) {
        var russian = fields.raw("altRu").isEmpty() ? complex.name() : fields.raw("altRu");
        return new LocalizedText(
                russian,
                fields.raw("altKk").isEmpty() ? russian : fields.raw("altKk"),
                fields.raw("altEn").isEmpty() ? russian : fields.raw("altEn"));
    }

    @PostMapping(
            "/{part:photos|progress|plans|tours|papers|phases|sections|promotions|review}/{index:\\d{1,3}}/removal")
    Mono<Rendering> remove(
            @PathVariable String slug,
            @PathVariable String part,
            @PathVariable int index,
            CurrentUser user,
            ServerWebExchange exchange) {
        var editor = new Editor(user);
        var from = part(editor, part);
        return act(editor, slug, exchange, (complex, fields) -> changed(
                        editor, complex, from, fields, (content, now) -> from.without(content, index))
                .map(draft -> "?undo=1&part=" + part + "#" + part));
    }

    @PostMapping("/photos/{index:\\d{1,3}}/move")
    Mono<Rendering> move(
            @PathVariable String slug, @PathVariable int index, CurrentUser user, ServerWebExchange exchange) {
        var editor = new Editor(user);
        return act(editor, slug, exchange, (complex, fields) -> changed(
                        editor,
                        complex,
                        Part.PHOTOS,
                        fields,
                        (content, now) ->
                                Edits.moved(content, index, fields.raw("by").equals("-1") ? -1 : 1))
                .map(draft -> "?part=photos#photos"));
    }

    @PostMapping("/undoing")
    Mono<Rendering> undo(@PathVariable String slug, CurrentUser user, ServerWebExchange exchange) {
        return draft(slug, user, exchange, "", showcase::undo);
    }

    @PostMapping("/discarding")
    Mono<Rendering> discard(@PathVariable String slug, CurrentUser user, ServerWebExchange exchange) {
        return draft(slug, user, exchange, "?undo=1", showcase::discard);
    }

    @PostMapping("/publication")
    Mono<Rendering> publish(@PathVariable String slug, CurrentUser user, ServerWebExchange exchange) {
        return draft(slug, user, exchange, "", (complex, version, actor) -> showcase.publish(complex, version, actor)
                .flatMap(draft -> catalogue.tell().thenReturn(draft)));
    }

    private interface DraftAct {
        Mono<Draft> apply(ComplexId complex, int version, String actor);
    }

    /** @param place where the editor goes on */
    private Mono<Rendering> draft(
            String slug, CurrentUser user, ServerWebExchange exchange, String place, DraftAct act) {
        var editor = new Editor(user);
        return act(editor, slug, exchange, (complex, fields) -> act.apply(complex.id(), version(fields), editor.actor())
                .thenReturn(place));
    }

    private Mono<Rendering> act(
            Editor editor, String slug, ServerWebExchange exchange, BiFunction<Complex, Fields, Mono<String>> act) {
        return editor.complex(catalogue, slug)
                .flatMap(complex -> exchange.getFormData().flatMap(form -> act.apply(complex, new Fields(form))))
                .map(place -> back(editor, slug, place));
    }

    private Mono<Draft> changed(
            Editor editor,
            Complex complex,
            Part part,
            Fields fields,
            BiFunction<Presentation, LocalDate, Presentation> change) {
        return showcase.draft(complex.id()).flatMap(draft -> {
            var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
            var content = change.apply(draft.content(), today);
            return content.equals(draft.content())
                    ? Mono.just(draft)
                    : showcase.save(complex.id(), version(fields), part, content, editor.actor());
        });
    }

    private static Rendering back(Editor editor, String slug, String place) {
        return Pages.seeOther(editor.base() + "/" + slug + place);
    }

    /** The review belongs to the portal's editors: for anybody else there is none. */
    private static Part part(Editor editor, String key) {
        return Part.of(key)
                .filter(part -> editor.staff() || part != Part.REVIEW)
                .orElseThrow(() -> new Problem.NotFound("part"));
    }

    private static int version(Fields fields) {
        var value = fields.raw("version");
        if (!value.matches("\\d{1,6}")) {
            throw new Problem.Invalid("/version", "form-number", 0, 999_999);
        }
        return Integer.parseInt(value);
    }
}

package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Stock;
import io.kvartal.catalogue.content.Draft;
import io.kvartal.catalogue.content.Fields;
import io.kvartal.catalogue.content.PageCompleteness;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.catalogue.web.EditorListPage.Row;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem.FieldError;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Pages of complexes as their editors see them: the portal's at the desk, a developer's in its cabinet. */
@Controller
class EditorPages {
    private final Catalogue catalogue;
    private final Storefront storefront;
    private final Showcase showcase;
    private final ComplexPages complexPages;

    EditorPages(Catalogue catalogue, Storefront storefront, Showcase showcase, ComplexPages complexPages) {
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.showcase = showcase;
        this.complexPages = complexPages;
    }

    @GetMapping({"/desk/complexes", "/cabinet/complexes"})
    Mono<Rendering> list(CurrentUser user, @RequestParam(defaultValue = "") String q, Ui ui) {
        var editor = new Editor(user);
        var wanted = q.strip().toLowerCase(Locale.ROOT);
        return editor.complexes(catalogue)
                .map(all -> all.stream()
                        .filter(c -> (c.name() + " " + c.developerName())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                        .toList())
                .flatMap(complexes -> storefront
                        .stock(complexes.stream().map(Complex::id).toList())
                        .flatMap(stock -> showcase.drafts().map(drafts -> rows(complexes, stock, drafts, ui))))
                .map(rows -> Pages.render("catalogue/editors", new EditorListPage(ui, editor.base(), q, rows)));
    }

    private static List<Row> rows(
            List<Complex> complexes, Map<ComplexId, Stock> stock, Map<ComplexId, Draft> drafts, Ui ui) {
        var today = LocalDate.ofInstant(ui.now(), Ui.ZONE);
        return complexes.stream()
                .map(complex -> {
                    var draft = drafts.get(complex.id());
                    var forSale = stock.get(complex.id());
                    return new Row(
                            complex,
                            PageCompleteness.of(
                                    draft == null ? Presentation.EMPTY : draft.content(),
                                    forSale != null && forSale.handedOver(),
                                    today),
                            forSale == null ? null : forSale.priceAsOf(),
                            draft != null && !draft.live());
                })
                .sorted(Comparator.comparingInt((Row row) -> row.completeness().percent())
                        .thenComparing(row -> row.complex().name()))
                .toList();
    }

    @GetMapping({"/desk/complexes/{slug}", "/cabinet/complexes/{slug}"})
    Mono<Rendering> editor(
            @PathVariable String slug,
            CurrentUser user,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = "") String undo,
            Ui ui) {
        return page(new Editor(user), slug, part, !undo.isEmpty(), new Fields(Map.of()), List.of(), ui)
                .map(page -> Pages.render("catalogue/editor", page));
    }

    /** The editor again, with what is wrong with the form that was sent. */
    Mono<EditorPage> page(
            Editor editor, String slug, String part, boolean undo, Fields sent, List<FieldError> errors, Ui ui) {
        return editor.complex(catalogue, slug)
                .flatMap(complex -> storefront.view(slug).flatMap(view -> showcase.draft(complex.id())
                        .flatMap(draft -> showcase.published(complex.id())
                                .map(live -> new EditorPage(
                                        ui,
                                        editor.base(),
                                        editor.staff(),
                                        complex,
                                        view,
                                        draft,
                                        live,
                                        part,
                                        undo,
                                        sent,
                                        errors)))));
    }

    @GetMapping({"/desk/complexes/{slug}/preview", "/cabinet/complexes/{slug}/preview"})
    Mono<Rendering> preview(
            @PathVariable String slug, CurrentUser user, @RequestParam MultiValueMap<String, String> params, Ui ui) {
        return new Editor(user)
                .complex(catalogue, slug)
                .flatMap(complex -> showcase.draft(complex.id()))
                .flatMap(draft -> complexPages.preview(slug, draft.content(), params, ui))
                .map(page -> Pages.render("catalogue/complex", page));
    }

    @Configuration(proxyBeanMethods = false)
    static class MenuLines {
        @Bean
        MenuEntry deskComplexesMenuEntry() {
            return line("desk", "/desk/complexes", Role.MANAGER, 82);
        }

        @Bean
        MenuEntry cabinetComplexesMenuEntry() {
            return line("cabinet", "/cabinet/complexes", Role.HEAD, 45);
        }

        private static MenuEntry line(String section, String href, Role role, int order) {
            return new MenuEntry(
                    section,
                    section + "-complexes",
                    "catalogue.editor.list",
                    "building-community",
                    href,
                    Set.of(role),
                    order);
        }
    }
}

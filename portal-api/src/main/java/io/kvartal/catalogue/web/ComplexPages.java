package io.kvartal.catalogue.web;

import gg.jte.Content;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.catalogue.KnownVersion;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.web.ComplexPage.Blocks;
import io.kvartal.catalogue.web.ComplexPage.Calculator;
import io.kvartal.catalogue.web.ComplexPage.More;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.QuoteForm;
import io.kvartal.platform.web.KeptPages;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The page of one complex; its units, calculator and filters are all in the address. */
@Controller
class ComplexPages {
    private static final int ON_PAGE = 10;
    private static final int MONTHS = 240;
    /** Blocks below this order stand in the price card, those below END in the middle of the page. */
    private static final int MIDDLE = 15;

    private static final int END = 50;

    private final Storefront storefront;
    private final Catalogue catalogue;
    private final Mortgages mortgages;
    private final Backdrop backdrop;
    private final KeptPages kept;
    private final KnownVersion version;
    private final List<ComplexPageBlock> blocks;

    ComplexPages(
            Storefront storefront,
            Catalogue catalogue,
            Mortgages mortgages,
            Backdrop backdrop,
            KeptPages kept,
            KnownVersion version,
            ObjectProvider<ComplexPageBlock> blocks) {
        this.storefront = storefront;
        this.catalogue = catalogue;
        this.mortgages = mortgages;
        this.backdrop = backdrop;
        this.kept = kept;
        this.version = version;
        this.blocks = blocks.stream()
                .sorted(Comparator.comparingInt(ComplexPageBlock::order))
                .toList();
    }

    @GetMapping("/{lang:ru|kk|en}/zhk/{slug}")
    Mono<Rendering> complex(
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> params,
            Ui ui,
            ServerWebExchange exchange) {
        kept.keep(exchange, version::now);
        return storefront
                .view(slug)
                .flatMap(view -> backdrop.of(view, params).flatMap(more -> contributed(view.complex(), ui, exchange)
                        .flatMap(contributed -> page(view, params, ui, more, contributed))))
                .map(page -> Pages.render("catalogue/complex", page));
    }

    /** The page as it would be with a draft, without what is made for a visitor. */
    Mono<ComplexPage> preview(String slug, Presentation draft, MultiValueMap<String, String> params, Ui ui) {
        return storefront.view(slug).flatMap(view -> backdrop.of(view, draft, params)
                .flatMap(more -> page(view, params, ui, more, new Blocks(List.of(), List.of(), List.of()))));
    }

    private Mono<ComplexPage> page(
            Storefront.View view, MultiValueMap<String, String> params, Ui ui, More more, Blocks contributed) {
        var question = UnitsQuery.lenient(params, ON_PAGE);
        var complex = view.complex();
        return mortgages
                .inForce()
                .flatMap(programmes -> storefront.prices(complex.id()).flatMap(prices -> catalogue
                        .complexesOf(complex.developer())
                        .map(siblings -> new ComplexPage(
                                ui,
                                view,
                                question,
                                question.apply(view, programmes),
                                programmes,
                                prices,
                                siblings.stream()
                                        .filter(c -> !c.id().equals(complex.id()))
                                        .toList(),
                                calculator(view, more.chosen(), params, programmes, ui),
                                contributed,
                                more))));
    }

    private record Piece(int order, Content content) {}

    private Mono<Blocks> contributed(Complex complex, Ui ui, ServerWebExchange exchange) {
        return Flux.fromIterable(blocks)
                .concatMap(
                        block -> block.render(complex, ui, exchange).map(content -> new Piece(block.order(), content)))
                .collectList()
                .map(pieces -> new Blocks(
                        between(pieces, Integer.MIN_VALUE, MIDDLE),
                        between(pieces, MIDDLE, END),
                        between(pieces, END, Integer.MAX_VALUE)));
    }

    private static List<Content> between(List<Piece> pieces, int from, int to) {
        return pieces.stream()
                .filter(p -> p.order >= from && p.order < to)
                .map(Piece::content)
                .toList();
    }

    private static Calculator calculator(
            Storefront.View view,
            @Nullable Offer chosen,
            MultiValueMap<String, String> params,
            List<Programme> programmes,
            Ui ui) {
        var cheapest =
                Optional.ofNullable(chosen).or(() -> view.offers().stream().findFirst());
        boolean finished = cheapest.map(Offer::finished).orElse(false);
        var city = view.complex().city();
        var standard = new QuoteForm(cheapest.map(o -> o.unit().price()).orElse(Money.kzt(25_000_000)), null, null);
        try {
            var asked = QuoteForm.read(
                    params.getFirst("price") == null
                            ? standard.price().amount().toBigInteger().toString()
                            : params.getFirst("price"),
                    params.getFirst("downPayment"),
                    params.getFirst("months"));
            return answer(asked, programmes, city, finished, null);
        } catch (Problem.Invalid wrong) {
            var error = wrong.errors().getFirst();
            return answer(standard, programmes, city, finished, ui.t("problem." + error.code(), error.args()));
        }
    }

    private static Calculator answer(
            QuoteForm asked, List<Programme> programmes, String city, boolean finished, @Nullable String complaint) {
        var down = asked.down() == null ? fifth(asked.price()) : asked.down();
        var form = new QuoteForm(asked.price(), down, asked.months());
        return new Calculator(
                asked.price(),
                down,
                asked.months() == null ? MONTHS : asked.months(),
                programmes.stream()
                        .map(p -> term(form, p).quote(p, city, finished))
                        .sorted(Comparator.comparing(q -> !q.fits()))
                        .toList(),
                complaint);
    }

    /** Unless a term is asked for, twenty years or what the programme gives. */
    private static QuoteForm term(QuoteForm form, Programme programme) {
        return form.months() == null
                ? new QuoteForm(form.price(), form.down(), Math.min(MONTHS, programme.maxMonths()))
                : form;
    }

    /** 20 %, whole tenge, rounded up. */
    private static Money fifth(Money price) {
        return Money.kzt((price.amount().longValue() + 4) / 5);
    }
}

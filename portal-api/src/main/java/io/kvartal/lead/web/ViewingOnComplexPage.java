package io.kvartal.lead.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.catalogue.Storefront;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way to a visit, in the price card; not while the developer has no contract, since nobody would receive the buyer, nor while nothing may be sold. */
@Component
class ViewingOnComplexPage implements ComplexPageBlock {
    private final RequestForms forms;
    private final Storefront storefront;
    private final Templates templates;

    ViewingOnComplexPage(RequestForms forms, Storefront storefront, Templates templates) {
        this.forms = forms;
        this.storefront = storefront;
        this.templates = templates;
    }

    @Override
    public int order() {
        return 11;
    }

    @Override
    public Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange) {
        return forms.promise(complex, exchange)
                .filterWhen(by -> storefront.view(complex.slug()).map(Storefront.View::bookable))
                .<Content>map(by -> out ->
                        out.writeContent(templates.bodyText("lead/viewing-link", new ViewingLink(ui, complex.slug()))))
                .onErrorResume(Problem.NotFound.class, noContract -> Mono.empty());
    }
}

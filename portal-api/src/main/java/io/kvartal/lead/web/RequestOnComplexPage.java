package io.kvartal.lead.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts the request form onto the complex page; nothing while the developer has no contract, since nobody would call. */
@Component
class RequestOnComplexPage implements ComplexPageBlock {
    private final RequestForms forms;
    private final Templates templates;

    RequestOnComplexPage(RequestForms forms, Templates templates) {
        this.forms = forms;
        this.templates = templates;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange) {
        return forms.page(ui, complex, exchange)
                .<Content>map(page -> out -> out.writeContent(templates.bodyText("lead/form", page)))
                .onErrorResume(Problem.NotFound.class, noContract -> Mono.empty());
    }
}

package io.kvartal.search.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.Search;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Similar complexes at the end of the complex page. */
@Component
class SimilarBlock implements ComplexPageBlock {
    private final Search search;
    private final Templates templates;

    SimilarBlock(Search search, Templates templates) {
        this.search = search;
        this.templates = templates;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange) {
        return search.similar(complex, null, Set.of())
                .filter(found -> !found.isEmpty())
                .map(found -> {
                    var page = new SimilarPage(ui, found.subList(0, Math.min(3, found.size())));
                    return out -> out.writeContent(templates.bodyText("search/similar", page));
                });
    }
}

package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.platform.web.LocalPath;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.HomePageBlock;
import io.kvartal.selection.History;
import io.kvartal.visitor.Visitors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What was looked at lately, on the front page and where a list is empty; and forgetting it. */
@Controller
class RecentlySeen implements HomePageBlock {
    private static final int SHOWN = 3;

    private final Visitors visitors;
    private final History history;
    private final KeptComplexes complexes;
    private final SelectionOnCards acts;
    private final Templates templates;

    RecentlySeen(
            Visitors visitors, History history, KeptComplexes complexes, SelectionOnCards acts, Templates templates) {
        this.visitors = visitors;
        this.history = history;
        this.complexes = complexes;
        this.acts = acts;
        this.templates = templates;
    }

    @Override
    public Mono<Content> render(Ui ui, ServerWebExchange exchange) {
        var visitor = visitors.agreed(exchange);
        if (visitor.isEmpty()) {
            return Mono.empty();
        }
        return history.of(visitor.get())
                .flatMap(seen -> complexes.of(seen.stream().limit(SHOWN).toList()))
                .filter(kept -> !kept.isEmpty())
                .flatMap(kept -> acts.on(ui, exchange).map(acts -> {
                    var page = new RecentPage(ui, kept, acts);
                    return out -> out.writeContent(templates.bodyText("selection/recent", page));
                }));
    }

    @PostMapping("/{lang:ru|kk|en}/history/clearance")
    Mono<Rendering> clear(Ui ui, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> visitors.known(exchange)
                .map(history::clear)
                .orElseGet(Mono::empty)
                .then(Mono.fromSupplier(() -> Pages.seeOther(LocalPath.or(form.getFirst("back"), ui.href("/"))))));
    }
}

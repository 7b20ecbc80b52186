package io.kvartal.visitor;

import io.kvartal.platform.web.Htmx;
import io.kvartal.platform.web.LocalPath;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asking and answering; two equal buttons, nothing ticked beforehand, and the answer can be changed at any time. */
@Controller
class ConsentPages {
    private final Visitors visitors;
    private final VisitorCookies cookies;
    private final ObjectProvider<KeptForVisitor> kept;

    ConsentPages(Visitors visitors, VisitorCookies cookies, ObjectProvider<KeptForVisitor> kept) {
        this.visitors = visitors;
        this.cookies = cookies;
        this.kept = kept;
    }

    @GetMapping("/{lang:ru|kk|en}/consent")
    Rendering ask(ServerWebExchange exchange, Ui ui) {
        return page(
                exchange,
                ui,
                LocalPath.or(exchange.getRequest().getQueryParams().getFirst("back"), ui.href("/")));
    }

    @PostMapping("/{lang:ru|kk|en}/consent")
    Mono<Rendering> answer(ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData().flatMap(form -> {
            boolean analytics = "analytics".equals(form.getFirst("choice"));
            cookies.consent(exchange, analytics);
            var back = LocalPath.or(form.getFirst("back"), ui.href("/"));
            var view = "banner".equals(form.getFirst("from")) ? "visitor/answered" : "visitor/consent";
            return (analytics ? agree(exchange) : withdraw(exchange))
                    .then(Mono.fromSupplier(() -> Htmx.asks(exchange.getRequest())
                            ? Pages.render(HttpStatus.OK, view, new ConsentPage(ui, back, true, analytics))
                            : Pages.seeOther(back)));
        });
    }

    private Mono<Void> agree(ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            if (cookies.visitor(exchange).isEmpty()) {
                cookies.issue(exchange);
            }
        });
    }

    /** Consent taken back: what was collected goes, and the identity with it. What the visitor asked to keep goes on under a new one. */
    private Mono<Void> withdraw(ServerWebExchange exchange) {
        if (!cookies.analytics(exchange)) {
            return Mono.empty();
        }
        var known = cookies.visitor(exchange);
        if (known.isEmpty()) {
            return Mono.empty();
        }
        var next = cookies.random();
        return visitors.forget(known.get())
                .thenMany(Flux.fromStream(kept::stream))
                .concatMap(keeper -> keeper.carry(known.get(), next))
                .reduce(false, Boolean::logicalOr)
                .doOnNext(carried -> {
                    if (carried) {
                        cookies.issue(exchange, next);
                    } else {
                        cookies.forget(exchange);
                    }
                })
                .then();
    }

    private Rendering page(ServerWebExchange exchange, Ui ui, String back) {
        return Pages.render(
                "visitor/consent", new ConsentPage(ui, back, cookies.answered(exchange), cookies.analytics(exchange)));
    }
}

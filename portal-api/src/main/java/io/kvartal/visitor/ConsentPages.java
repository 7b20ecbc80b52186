package io.kvartal.visitor;

import io.kvartal.platform.web.Htmx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asking and answering; two equal buttons, nothing ticked beforehand, and the answer can be changed at any time. */
@Controller
class ConsentPages {
    private final Visitors visitors;
    private final VisitorCookies cookies;

    ConsentPages(Visitors visitors, VisitorCookies cookies) {
        this.visitors = visitors;
        this.cookies = cookies;
    }

    @GetMapping("/{lang:ru|kk|en}/consent")
    Rendering ask(ServerWebExchange exchange, Ui ui) {
        return page(exchange, ui, safe(exchange.getRequest().getQueryParams().getFirst("back"), ui));
    }

    @PostMapping("/{lang:ru|kk|en}/consent")
    Mono<Rendering> answer(ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData().flatMap(form -> {
            boolean analytics = "analytics".equals(form.getFirst("choice"));
            cookies.consent(exchange, analytics);
            var back = safe(form.getFirst("back"), ui);
            var kept = analytics
                    ? Mono.fromRunnable(() -> {
                        if (cookies.visitor(exchange).isEmpty()) {
                            cookies.issue(exchange);
                        }
                    })
                    : Mono.justOrEmpty(cookies.visitor(exchange).filter(was -> cookies.analytics(exchange)))
                            .flatMap(visitors::forget)
                            .doOnTerminate(() -> withdraw(exchange));
            return kept.then(Mono.fromSupplier(() -> Htmx.asks(exchange.getRequest())
                    ? Pages.render(HttpStatus.OK, "visitor/consent", new ConsentPage(ui, back, true, analytics))
                    : Pages.seeOther(back)));
        });
    }

    /** Consent taken back: the identity goes too, unless it serves something else as well, which a new one can do. */
    private void withdraw(ServerWebExchange exchange) {
        if (cookies.analytics(exchange)) {
            cookies.forget(exchange);
        }
    }

    private Rendering page(ServerWebExchange exchange, Ui ui, String back) {
        return Pages.render(
                "visitor/consent", new ConsentPage(ui, back, cookies.answered(exchange), cookies.analytics(exchange)));
    }

    /** Only a path of our own: never an address that somebody put into a link. */
    private static String safe(@org.jspecify.annotations.Nullable String back, Ui ui) {
        return back != null && back.matches("/(?!/)[\\w./?=&%+-]{0,300}") ? back : ui.href("/");
    }
}

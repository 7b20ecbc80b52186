package io.kvartal.alert.web;

import io.kvartal.alert.Alerts;
import io.kvartal.alert.Frequency;
import io.kvartal.alert.Subject;
import io.kvartal.alert.SubjectWords;
import io.kvartal.alert.Wish;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.UnitId;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.Visitors;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asking for letters and confirming that they are wanted. The answer is the same whatever is known of the address. */
@Controller
class AskPages {
    /** Named like something a robot fills in; people do not see it. */
    private static final String TRAP = "website";

    private final Alerts alerts;
    private final SubjectWords words;
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final AskLimits limits;

    AskPages(Alerts alerts, SubjectWords words, Catalogue catalogue, Visitors visitors, AskLimits limits) {
        this.alerts = alerts;
        this.words = words;
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.limits = limits;
    }

    /** {@code ?unit=id}, {@code ?complex=slug}, or {@code ?city=} with the filters of a search. */
    @GetMapping("/{lang:ru|kk|en}/alerts/new")
    Mono<Rendering> form(@RequestParam MultiValueMap<String, String> params, Ui ui) {
        return subject(params, () -> Subject.Search.of(params.getFirst("city"), params))
                .flatMap(subject -> page(ui, subject, params, Map.of(), Map.of()))
                .onErrorMap(Problem.Invalid.class, wrong -> new Problem.NotFound("search"))
                .map(page -> Pages.render("alert/ask", page));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts")
    Mono<Rendering> ask(ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData().flatMap(typed -> {
            limits.take(address(exchange));
            return subject(typed, () -> Subject.Search.of(typed.getFirst("city"), text(typed, "query")))
                    .flatMap(subject -> ask(subject, typed, exchange, ui)
                            .thenReturn(Pages.seeOther(ui.href("/alerts/sent")))
                            .onErrorResume(Problem.Invalid.class, wrong -> again(ui, subject, typed, wrong)));
        });
    }

    private Mono<Void> ask(Subject subject, MultiValueMap<String, String> typed, ServerWebExchange exchange, Ui ui) {
        if (!text(typed, TRAP).isEmpty()) {
            return Mono.empty();
        }
        var address = address(exchange);
        return alerts.ask(new Wish(
                subject,
                typed.getFirst("email"),
                Frequency.of(text(typed, "frequency")).orElse(Frequency.DAILY),
                ui.lang(),
                typed.containsKey("consent"),
                address == null ? "unknown" : address.getHostAddress()));
    }

    private interface OfSearch {
        Subject.Search get();
    }

    private Mono<Subject> subject(MultiValueMap<String, String> params, OfSearch search) {
        var unit = text(params, "unit");
        if (!unit.isEmpty()) {
            return Mono.fromSupplier(() -> UnitId.of(unit))
                    .flatMap(catalogue::unit)
                    .map(found -> new Subject.OneFlat(found.complex(), found.id()));
        }
        var complex = text(params, "complex");
        return complex.isEmpty()
                ? Mono.fromSupplier(search::get)
                : catalogue.complex(complex).map(found -> new Subject.OneComplex(found.id()));
    }

    private Mono<Rendering> again(Ui ui, Subject subject, MultiValueMap<String, String> typed, Problem.Invalid wrong) {
        var errors = new HashMap<String, String>();
        wrong.errors()
                .forEach(error -> errors.putIfAbsent(
                        error.pointer().substring(1), ui.t("problem." + error.code(), error.args())));
        return page(ui, subject, typed, typed.toSingleValueMap(), errors).map(page -> Pages.invalid("alert/ask", page));
    }

    /** @param params named a complex by its slug */
    private Mono<AskPage> page(
            Ui ui,
            Subject subject,
            MultiValueMap<String, String> params,
            Map<String, String> values,
            Map<String, String> errors) {
        var what =
                switch (subject) {
                    case Subject.Search search -> Map.of("city", search.city(), "query", search.query());
                    case Subject.OneComplex one -> Map.of("complex", text(params, "complex"));
                    case Subject.OneFlat one -> Map.of("unit", one.flat().toString());
                };
        return words.of(ui, subject).map(named -> new AskPage(ui, subject, named, what, values, errors));
    }

    @GetMapping("/{lang:ru|kk|en}/alerts/sent")
    Rendering sent(Ui ui) {
        return Pages.render("alert/note", new NotePage(ui, "sent", "", null));
    }

    @GetMapping("/{lang:ru|kk|en}/alerts/confirmation/{token}")
    Mono<Rendering> question(@PathVariable String token, Ui ui) {
        return alerts.asked(token)
                .flatMap(asked -> words.of(ui, asked.subject()))
                .map(named -> Pages.render(
                        "alert/note",
                        new NotePage(ui, "confirm", named.words(), ui.href("/alerts/confirmation/" + token))));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts/confirmation/{token}")
    Mono<Rendering> confirm(@PathVariable String token, ServerWebExchange exchange, Ui ui) {
        return alerts.asked(token)
                .flatMap(asked -> alerts.confirm(token, visitors.identified(exchange)))
                .map(key -> Pages.seeOther(ui.href("/alerts/" + key)));
    }

    private static String text(MultiValueMap<String, String> typed, String field) {
        var text = typed.getFirst(field);
        return text == null ? "" : text.strip();
    }

    private static @Nullable InetAddress address(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? null : remote.getAddress();
    }
}

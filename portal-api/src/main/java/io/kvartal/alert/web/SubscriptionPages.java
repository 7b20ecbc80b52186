package io.kvartal.alert.web;

import io.kvartal.alert.Alerts;
import io.kvartal.alert.Frequency;
import io.kvartal.alert.SubjectWords;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.visitor.Visitors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The page of a subscription: who has its address, from a letter or from this browser, may change it. */
@Controller
class SubscriptionPages {
    private final Alerts alerts;
    private final SubjectWords words;
    private final Visitors visitors;

    SubscriptionPages(Alerts alerts, SubjectWords words, Visitors visitors) {
        this.alerts = alerts;
        this.words = words;
        this.visitors = visitors;
    }

    @GetMapping("/{lang:ru|kk|en}/alerts")
    Mono<Rendering> mine(Ui ui, ServerWebExchange exchange) {
        return visitors.known(exchange)
                .map(alerts::of)
                .orElseGet(() -> Mono.just(List.of()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(
                        kept -> words.of(ui, kept.subscription().subject()).map(named -> new MinePage.Row(kept, named)))
                .collectList()
                .map(rows -> Pages.render("alert/mine", new MinePage(ui, rows)));
    }

    @GetMapping("/{lang:ru|kk|en}/alerts/{key}")
    Mono<Rendering> subscription(
            @PathVariable String key, @RequestParam(required = false) @Nullable String saved, Ui ui) {
        return alerts.of(key).flatMap(found -> words.of(ui, found.subject())
                .map(named -> Pages.render(
                        "alert/subscription", new SubscriptionPage(ui, found, named, key, saved != null))));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts/{key}")
    Mono<Rendering> change(@PathVariable String key, ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData()
                .flatMap(typed -> alerts.change(
                        key,
                        typed.getFirst("name"),
                        Frequency.of(String.valueOf(typed.getFirst("frequency")))
                                .orElse(Frequency.DAILY)))
                .then(back(ui, key, "?saved=1"));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts/{key}/pause")
    Mono<Rendering> pause(@PathVariable String key, Ui ui) {
        return alerts.pause(key).then(back(ui, key, ""));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts/{key}/resumption")
    Mono<Rendering> resume(@PathVariable String key, Ui ui) {
        return alerts.resume(key).then(back(ui, key, ""));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts/{key}/removal")
    Mono<Rendering> remove(@PathVariable String key, Ui ui) {
        return alerts.end(key).then(back(ui, key, ""));
    }

    @PostMapping("/{lang:ru|kk|en}/alerts/{key}/restoration")
    Mono<Rendering> restore(@PathVariable String key, Ui ui) {
        return alerts.restore(key).then(back(ui, key, ""));
    }

    private static Mono<Rendering> back(Ui ui, String key, String query) {
        return Mono.fromSupplier(() -> Pages.seeOther(ui.href("/alerts/" + key + query)));
    }
}

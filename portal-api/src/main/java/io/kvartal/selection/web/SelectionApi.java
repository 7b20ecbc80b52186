package io.kvartal.selection.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.selection.Addition;
import io.kvartal.selection.ListKind;
import io.kvartal.selection.Selections;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.Visitors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Favourites and the comparison as JSON, kept for the visitor of the cookie. */
@RestController
class SelectionApi {
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Selections selections;
    private final ThisSelection own;
    private final KeptComplexes complexes;

    SelectionApi(
            Catalogue catalogue, Visitors visitors, Selections selections, ThisSelection own, KeptComplexes complexes) {
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.selections = selections;
        this.own = own;
        this.complexes = complexes;
    }

    record Named(String slug, String name) {}

    /** @param priceFrom null when nothing is for sale */
    record ItemView(
            String slug,
            String name,
            Named developer,
            String city,
            String district,
            @Nullable Money priceFrom,
            String photo) {}

    record ListView(List<ItemView> items, int limit) {}

    @GetMapping("/api/v1/favourites")
    Mono<ResponseEntity<ListView>> favourites(ServerWebExchange exchange) {
        return list(ListKind.FAVOURITES, exchange);
    }

    @PutMapping("/api/v1/favourites/{complex}")
    Mono<ResponseEntity<Void>> like(@PathVariable String complex, ServerWebExchange exchange) {
        return add(ListKind.FAVOURITES, complex, exchange);
    }

    @DeleteMapping("/api/v1/favourites/{complex}")
    Mono<ResponseEntity<Void>> unlike(@PathVariable String complex, ServerWebExchange exchange) {
        return remove(ListKind.FAVOURITES, complex, exchange);
    }

    @GetMapping("/api/v1/comparison")
    Mono<ResponseEntity<ListView>> comparison(ServerWebExchange exchange) {
        return list(ListKind.COMPARISON, exchange);
    }

    @PutMapping("/api/v1/comparison/{complex}")
    Mono<ResponseEntity<Void>> compare(@PathVariable String complex, ServerWebExchange exchange) {
        return add(ListKind.COMPARISON, complex, exchange);
    }

    @DeleteMapping("/api/v1/comparison/{complex}")
    Mono<ResponseEntity<Void>> leave(@PathVariable String complex, ServerWebExchange exchange) {
        return remove(ListKind.COMPARISON, complex, exchange);
    }

    private Mono<ResponseEntity<ListView>> list(ListKind kind, ServerWebExchange exchange) {
        return own.of(exchange)
                .flatMap(selection -> complexes.of(selection.list(kind)))
                .map(kept -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.VARY, HttpHeaders.COOKIE)
                        .body(new ListView(kept.stream().map(SelectionApi::view).toList(), kind.limit())));
    }

    private Mono<ResponseEntity<Void>> add(ListKind kind, String slug, ServerWebExchange exchange) {
        return catalogue
                .complex(slug)
                .flatMap(complex -> selections.add(visitors.identified(exchange), kind, complex.id()))
                .flatMap(addition -> switch (addition) {
                    case Addition.Added added -> done();
                    case Addition.Full full -> Mono.error(new Problem.Conflict(kind.code() + "-full", full.limit()));
                });
    }

    private Mono<ResponseEntity<Void>> remove(ListKind kind, String slug, ServerWebExchange exchange) {
        return catalogue
                .complex(slug)
                .flatMap(complex -> visitors.known(exchange)
                        .map(visitor -> selections.remove(visitor, kind, complex.id()))
                        .orElseGet(Mono::empty))
                .then(Mono.defer(SelectionApi::done));
    }

    private static Mono<ResponseEntity<Void>> done() {
        return Mono.just(
                ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build());
    }

    private static ItemView view(Kept kept) {
        Complex c = kept.complex();
        var card = kept.card();
        return new ItemView(
                c.slug(),
                c.name(),
                new Named(c.developerSlug(), c.developerName()),
                c.city(),
                c.district(),
                card == null ? null : card.priceFrom(),
                c.photo());
    }
}

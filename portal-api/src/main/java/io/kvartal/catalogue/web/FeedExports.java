package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.FeedStock;
import io.kvartal.catalogue.FeedStock.Project;
import io.kvartal.catalogue.FeedStock.Scope;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is listed, for other systems: YRL and Korter, of one developer or of the whole portal. Written while it is read, a page at a time. The tag is the
 * catalogue's version, so a reader who asks again while nothing has changed is told so.
 */
@RestController
class FeedExports {
    private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");
    private static final CacheControl FRESH =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();
    private static final int OFFERS_IN_CHUNK = 50;

    private final FeedStock stock;
    private final Catalogue catalogue;
    private final Clock clock;

    FeedExports(FeedStock stock, Catalogue catalogue, Clock clock) {
        this.stock = stock;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @GetMapping("/feeds/yrl.xml")
    Mono<ResponseEntity<Flux<String>>> yrl(
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return answer(null, known, XML, this::document);
    }

    @GetMapping("/feeds/{developer}/yrl.xml")
    Mono<ResponseEntity<Flux<String>>> yrl(
            @PathVariable String developer,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return answer(developer, known, XML, this::document);
    }

    private Flux<String> document(Scope scope) {
        return Flux.concat(
                Mono.just(YrlOut.head(OffsetDateTime.ofInstant(clock.instant(), Ui.ZONE))),
                stock.listed(scope).map(YrlOut::offer).buffer(OFFERS_IN_CHUNK).map(offers -> String.join("", offers)),
                Mono.just(YrlOut.END));
    }

    @GetMapping("/feeds/korter/projects")
    Mono<ResponseEntity<Flux<Project>>> projects(
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return answer(null, known, MediaType.APPLICATION_JSON, this::projects);
    }

    @GetMapping("/feeds/{developer}/korter/projects")
    Mono<ResponseEntity<Flux<Project>>> projects(
            @PathVariable String developer,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return answer(developer, known, MediaType.APPLICATION_JSON, this::projects);
    }

    private Flux<Project> projects(Scope scope) {
        return stock.projects(scope).flatMapIterable(list -> list);
    }

    @GetMapping("/feeds/korter/project-units")
    Mono<ResponseEntity<Flux<KorterOut>>> units(
            @RequestParam("project_id") String project,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return units(null, project, known);
    }

    @GetMapping("/feeds/{developer}/korter/project-units")
    Mono<ResponseEntity<Flux<KorterOut>>> unitsOf(
            @PathVariable String developer,
            @RequestParam("project_id") String project,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        return units(developer, project, known);
    }

    private Mono<ResponseEntity<Flux<KorterOut>>> units(
            @Nullable String developer, String project, @Nullable String known) {
        return scope(developer)
                .flatMap(scope -> stock.projects(scope)
                        .map(List::stream)
                        .filter(all -> all.anyMatch(p -> p.id().equals(project)))
                        .switchIfEmpty(Mono.error(() -> new Problem.NotFound("project"))))
                .then(answer(developer, known, MediaType.APPLICATION_JSON, scope -> stock.ofProject(scope, project)
                        .map(KorterOut::of)));
    }

    private Mono<Scope> scope(@Nullable String developer) {
        return developer == null
                ? Mono.just(new Scope(null))
                : catalogue.developer(developer).map(Scope::new);
    }

    private <T> Mono<ResponseEntity<Flux<T>>> answer(
            @Nullable String developer, @Nullable String known, MediaType type, Function<Scope, Flux<T>> content) {
        return scope(developer).flatMap(scope -> catalogue.version().map(version -> {
            var tag = "W/\"" + version + "\"";
            return tag.equals(known)
                    ? ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                            .eTag(tag)
                            .cacheControl(FRESH)
                            .<Flux<T>>build()
                    : ResponseEntity.ok()
                            .contentType(type)
                            .eTag(tag)
                            .cacheControl(FRESH)
                            .body(content.apply(scope));
        }));
    }
}

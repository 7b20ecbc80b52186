package io.kvartal.platform.web;

import java.util.Locale;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document for people. Swagger's own page needs inline script, which our policy refuses. */
@Controller
class ApiDocs {
    private static final String DOCUMENT = "/v3/api-docs";

    private final ObjectProvider<OpenApiWebfluxResource> documents;
    private final JsonMapper json;

    ApiDocs(ObjectProvider<OpenApiWebfluxResource> documents, JsonMapper json) {
        this.documents = documents;
        this.json = json;
    }

    @GetMapping("/docs/api")
    Mono<Rendering> page(Ui ui, ServerWebExchange exchange) {
        return document(exchange)
                .map(bytes -> ApiDocsPage.of(ui, DOCUMENT, json.readTree(bytes)))
                .defaultIfEmpty(ApiDocsPage.of(ui, DOCUMENT, json.createObjectNode()))
                .map(page -> Pages.render("platform/docs/api", page));
    }

    private Mono<byte[]> document(ServerWebExchange exchange) {
        return Mono.justOrEmpty(documents.getIfAvailable())
                .flatMap(resource ->
                        Mono.fromCallable(() -> resource.openapiJson(exchange.getRequest(), DOCUMENT, Locale.ENGLISH)))
                .flatMap(bytes -> bytes)
                .subscribeOn(Schedulers.boundedElastic());
    }
}

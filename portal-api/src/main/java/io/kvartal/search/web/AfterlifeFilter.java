package io.kvartal.search.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.ComplexAddresses;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Uis;
import io.kvartal.search.Search;
import io.kvartal.shared.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Addresses of complexes that are no longer what they were: a renamed one leads to its new address (301), one that is gone says so and shows others
 * (410). A complex that lives costs a look into a set.
 */
@Component
@Order(102)
class AfterlifeFilter implements WebFilter {
    private static final Pattern COMPLEX_PAGE = Pattern.compile("/(ru|kk|en)/zhk/([a-z0-9-]+)");
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final ComplexAddresses addresses;
    private final Catalogue catalogue;
    private final Search search;
    private final Uis uis;
    private final Templates templates;

    AfterlifeFilter(ComplexAddresses addresses, Catalogue catalogue, Search search, Uis uis, Templates templates) {
        this.addresses = addresses;
        this.catalogue = catalogue;
        this.search = search;
        this.uis = uis;
        this.templates = templates;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var page = COMPLEX_PAGE.matcher(request.getPath().value());
        if (request.getMethod() != HttpMethod.GET || !page.matches()) {
            return chain.filter(exchange);
        }
        var slug = page.group(2);
        return addresses.isGone(slug)
                ? gone(exchange, slug)
                : chain.filter(exchange).onErrorResume(Problem.NotFound.class, unknown -> addresses
                        .now(slug)
                        .switchIfEmpty(Mono.error(unknown))
                        .flatMap(now -> moved(exchange, "/" + page.group(1) + "/zhk/" + now)));
    }

    private static Mono<Void> moved(ServerWebExchange exchange, String path) {
        var query = exchange.getRequest().getURI().getRawQuery();
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
        response.getHeaders().setLocation(URI.create(query == null ? path : path + "?" + query));
        return response.setComplete();
    }

    private Mono<Void> gone(ServerWebExchange exchange, String slug) {
        return catalogue.complex(slug).flatMap(complex -> search.similar(complex, null, Set.of())
                .flatMap(others -> uis.of(exchange).flatMap(ui -> {
                    var page = new GonePage(ui, complex, others);
                    var html = templates.wholeText("search/gone", page).getBytes(StandardCharsets.UTF_8);
                    var response = exchange.getResponse();
                    response.setStatusCode(HttpStatus.GONE);
                    response.getHeaders().setContentType(HTML);
                    response.getHeaders().setContentLength(html.length);
                    response.getHeaders().setCacheControl(CacheControl.noCache());
                    return response.writeWith(
                            Mono.fromSupplier(() -> response.bufferFactory().wrap(html)));
                })));
    }
}

package io.kvartal.selection.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.selection.History;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.AfterPageFilter;
import io.kvartal.visitor.VisitorId;
import io.kvartal.visitor.Visitors;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Keeps which complexes were looked at. */
@Component
@Order(101)
class SeenFilter extends AfterPageFilter {
    private static final Pattern COMPLEX_PAGE = Pattern.compile("/(?:ru|kk|en)/zhk/([a-z0-9-]+)");

    private final Visitors visitors;
    private final Catalogue catalogue;
    private final History history;

    SeenFilter(Visitors visitors, Catalogue catalogue, History history) {
        this.visitors = visitors;
        this.catalogue = catalogue;
        this.history = history;
    }

    @Override
    protected Optional<Mono<Void>> afterwards(ServerWebExchange exchange, String path) {
        var page = COMPLEX_PAGE.matcher(path);
        return page.matches()
                ? visitors.agreed(exchange).map(visitor -> keep(visitor, page.group(1)))
                : Optional.empty();
    }

    private Mono<Void> keep(VisitorId visitor, String slug) {
        return Mono.defer(() -> catalogue.complex(slug))
                .flatMap(complex -> history.seen(visitor, complex.id()))
                .onErrorResume(Problem.NotFound.class, gone -> Mono.empty());
    }
}

package io.kvartal.visitor;

import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who looks at the portal, and where they came from. */
@Service
public class Visitors {
    private final TenantTx tx;
    private final VisitorCookies cookies;
    private final Clock clock;
    private final Duration keep;

    Visitors(
            TenantTx tx, VisitorCookies cookies, Clock clock, @Value("${kvartal.visitor.keep-days:180}") int keepDays) {
        this.tx = tx;
        this.cookies = cookies;
        this.clock = clock;
        this.keep = Duration.ofDays(keepDays);
    }

    /**
     * The visitor of this request, made now when there was none: call it only for an act that needs an identity. The source of the running session
     * is kept with it, since that act may become a contact that somebody pays for.
     */
    public Mono<Visitor> current(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            var known = cookies.visitor(exchange);
            var visitor = new Visitor(known.orElseGet(() -> cookies.issue(exchange)), cookies.analytics(exchange));
            var landing = cookies.landing(exchange);
            var page = page(exchange);
            var arrival = landing != null ? landing : Arrival.of(java.util.Map.of(), null, "", page);
            return tx.portalStatement(db -> Visits.arrive(db, visitor, arrival, clock.instant()))
                    .thenReturn(visitor);
        });
    }

    /** The visitor of this request if it has one already; no cookie is set and nothing is stored. */
    public Optional<VisitorId> known(ServerWebExchange exchange) {
        return cookies.visitor(exchange);
    }

    /** The visitor of this request if it has an identity and agreed to analytics. */
    public Optional<VisitorId> agreed(ServerWebExchange exchange) {
        return cookies.analytics(exchange) ? cookies.visitor(exchange) : Optional.empty();
    }

    /**
     * The identity of this request, made now when there was none, for something that the visitor asks us to keep. Where they came from is not stored:
     * keeping a list needs no source.
     */
    public VisitorId identified(ServerWebExchange exchange) {
        return cookies.visitor(exchange).orElseGet(() -> cookies.issue(exchange));
    }

    /** Keeps a visit and a page view of a visitor who agreed to analytics. Also lays out history. */
    public Mono<Void> touch(VisitorId visitor, Arrival arrival, Instant at) {
        return tx.portal(db -> Visits.arrive(db, new Visitor(visitor, true), arrival, at)
                .flatMap(visit -> Visits.viewed(db, visitor, visit, arrival.page(), at)));
    }

    /** The visit that ran, or had last begun, at that time. */
    public Mono<Optional<Touch>> lastTouch(VisitorId visitor, Instant at) {
        return tx.portal(db -> Visits.last(db, visitor, at).map(Optional::of).defaultIfEmpty(Optional.empty()));
    }

    /** Deletes all that is known of a browser. What became a contact with its consent is not here. */
    public Mono<Void> forget(VisitorId visitor) {
        return tx.portal(db -> Visits.forget(db, visitor));
    }

    Mono<Long> deleteOld() {
        return tx.portal(db -> Visits.deleteOlder(db, clock.instant().minus(keep)));
    }

    /** The page on which the act happened: what the browser names as its referrer within our own site, else the address itself. */
    private static String page(ServerWebExchange exchange) {
        var referrer = exchange.getRequest().getHeaders().getFirst("Referer");
        var own = exchange.getRequest().getURI().getHost();
        try {
            var uri = referrer == null ? null : java.net.URI.create(referrer);
            if (uri != null && own != null && own.equalsIgnoreCase(uri.getHost()) && uri.getPath() != null) {
                return uri.getPath().isEmpty() ? "/" : uri.getPath();
            }
        } catch (IllegalArgumentException garbled) {
            return exchange.getRequest().getPath().value();
        }
        return exchange.getRequest().getPath().value();
    }
}

package io.kvartal.number;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Htmx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.visitor.FormClock;
import io.kvartal.visitor.Visitors;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows a number by a form: as a fragment to htmx, else back on the complex page. */
@Controller
class RevealPages {
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Numbers numbers;
    private final RevealLimits limits;
    private final FormClock stamps;

    RevealPages(Catalogue catalogue, Visitors visitors, Numbers numbers, RevealLimits limits, FormClock stamps) {
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.numbers = numbers;
        this.limits = limits;
        this.stamps = stamps;
    }

    @PostMapping("/{lang:ru|kk|en}/zhk/{slug}/phone")
    Mono<Rendering> reveal(@PathVariable String slug, ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData().flatMap(form -> catalogue.complex(slug).flatMap(complex -> {
            var leave = limits.leave(
                    visitors.known(exchange).orElse(null), address(exchange), stamps.isFresh(form.getFirst("stamp")));
            if (leave instanceof Leave.Refused refused) {
                return Mono.fromSupplier(() -> tooMany(exchange, ui, complex, refused.pause()));
            }
            return visitors.current(exchange)
                    .flatMap(visitor -> numbers.reveal(visitor.id(), complex, leave))
                    .map(shown -> Htmx.asks(exchange.getRequest())
                            ? Pages.render("number/phone", new PhoneBlock(ui, slug, complex.name(), shown, false, ""))
                            : Pages.seeOther(ui.href("/zhk/" + slug + "?number=shown#phone")));
        }));
    }

    private Rendering tooMany(ServerWebExchange exchange, Ui ui, Complex complex, Duration wait) {
        exchange.getResponse()
                .getHeaders()
                .set(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        return Pages.render(
                HttpStatus.TOO_MANY_REQUESTS,
                "number/phone",
                new PhoneBlock(ui, complex.slug(), complex.name(), null, true, stamps.stamp()));
    }

    static @Nullable InetAddress address(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? null : remote.getAddress();
    }
}

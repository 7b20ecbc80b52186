package io.kvartal.number;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.visitor.FormClock;
import io.kvartal.visitor.Visitors;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts the block onto the complex page. The number is in it only for a visitor who has asked for it. */
@Component
class PhoneOnComplexPage implements ComplexPageBlock {
    private final Visitors visitors;
    private final Numbers numbers;
    private final FormClock stamps;
    private final Templates templates;

    PhoneOnComplexPage(Visitors visitors, Numbers numbers, FormClock stamps, Templates templates) {
        this.visitors = visitors;
        this.numbers = numbers;
        this.stamps = stamps;
        this.templates = templates;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange) {
        var visitor = visitors.known(exchange);
        boolean asked = "shown".equals(exchange.getRequest().getQueryParams().getFirst("number"));
        var shown = visitor.isEmpty()
                ? Mono.just(Optional.<Reveal>empty())
                : numbers.live(visitor.get(), complex.id())
                        .map(live -> live.or(() -> asked ? own(complex) : Optional.empty()));
        return shown.map(reveal -> {
            if (reveal.isPresent()) {
                exchange.getResponse().getHeaders().setCacheControl("private, no-store");
            }
            var block = new PhoneBlock(ui, complex.slug(), complex.name(), reveal.orElse(null), false, stamps.stamp());
            return out -> out.writeContent(templates.bodyText("number/phone", block));
        });
    }

    /** The pool had none: the visitor was shown the complex's own number. */
    private static Optional<Reveal> own(Complex complex) {
        var number = complex.staticNumber() == null ? complex.salesOffice() : complex.staticNumber();
        return Optional.of(new Reveal(number, Kind.COMPLEX, java.time.Instant.MAX));
    }
}

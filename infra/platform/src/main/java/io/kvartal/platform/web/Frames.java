package io.kvartal.platform.web;

import gg.jte.Content;
import io.kvartal.platform.web.FramePart.Place;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks the modules for their pieces of the frame, one after another. */
final class Frames {
    private final ObjectProvider<FramePart> parts;

    Frames(ObjectProvider<FramePart> parts) {
        this.parts = parts;
    }

    private record Piece(Place place, Content content) {}

    Mono<Frame> of(Page page, ServerWebExchange exchange) {
        if (page.layout() != Layout.PORTAL) {
            return Mono.just(Frame.NONE);
        }
        return Flux.fromStream(() -> parts.stream().sorted(Comparator.comparingInt(FramePart::order)))
                .concatMap(part -> part.render(page, exchange).map(content -> new Piece(part.place(), content)))
                .collect(Collectors.groupingBy(
                        Piece::place, Collectors.mapping(Piece::content, Collectors.toUnmodifiableList())))
                .map(Frame::new);
    }
}

package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.platform.web.FramePart;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Templates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Links to the lists, in the header with counters and in the footer. */
@Configuration(proxyBeanMethods = false)
class SelectionInFrame {
    @Bean
    FramePart selectionTools(ThisSelection selection, Templates templates) {
        return new Links(FramePart.Place.TOOLS, "selection/tools", selection, templates);
    }

    @Bean
    FramePart selectionLinks(ThisSelection selection, Templates templates) {
        return new Links(FramePart.Place.LINKS, "selection/links", selection, templates);
    }

    private record Links(Place place, String view, ThisSelection selection, Templates templates) implements FramePart {
        @Override
        public int order() {
            return 10;
        }

        @Override
        public Mono<Content> render(Page page, ServerWebExchange exchange) {
            return selection.of(exchange).map(found -> {
                var tools = new ToolsPage(page.ui(), found, page.nav());
                return out -> out.writeContent(templates.bodyText(view, tools));
            });
        }
    }
}

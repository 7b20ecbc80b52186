package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Feeds;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Feed runs at the desk. */
@Controller
class FeedPages {
    private final Feeds feeds;
    private final Catalogue catalogue;

    FeedPages(Feeds feeds, Catalogue catalogue) {
        this.feeds = feeds;
        this.catalogue = catalogue;
    }

    @GetMapping("/desk/feeds")
    Mono<Rendering> list(CurrentUser.Staff staff, Ui ui) {
        staff.require(Role.MANAGER, Role.QUALITY);
        boolean mayRelease =
                staff.roles().contains(Role.MANAGER) || staff.roles().contains(Role.ADMIN);
        return feeds.latest(30).flatMap(runs -> catalogue
                .developers()
                .map(developers -> Pages.render("catalogue/feeds", new FeedsPage(ui, runs, developers, mayRelease))));
    }

    @PostMapping("/desk/feeds/{id}/release")
    Mono<Rendering> release(@PathVariable String id, CurrentUser.Staff staff) {
        staff.require(Role.MANAGER);
        return feeds.release(Ids.parse(id), staff.name()).thenReturn(Pages.seeOther("/desk/feeds"));
    }

    @Configuration(proxyBeanMethods = false)
    static class MenuLine {
        @Bean
        MenuEntry feedsMenuEntry() {
            return new MenuEntry(
                    "desk",
                    "feeds",
                    "catalogue.feeds.title",
                    "database-import",
                    "/desk/feeds",
                    Set.of(Role.MANAGER, Role.QUALITY),
                    80);
        }
    }
}

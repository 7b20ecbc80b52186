package io.kvartal.catalogue.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedMenu {
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

    @Bean
    MenuEntry cabinetFeedsMenuEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-feeds",
                "catalogue.feeds.title",
                "database-import",
                "/cabinet/feeds",
                Set.of(Role.HEAD),
                70);
    }
}

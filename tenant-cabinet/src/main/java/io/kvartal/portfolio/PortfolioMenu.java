package io.kvartal.portfolio;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PortfolioMenu {
    @Bean
    MenuEntry portfolioEntry() {
        return new MenuEntry(
                "portfolio", "portfolio", "portfolio.nav", "briefcase", "/portfolio", Set.of(Role.MANAGER), 10);
    }
}

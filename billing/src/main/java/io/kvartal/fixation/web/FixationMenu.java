package io.kvartal.fixation.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FixationMenu {
    @Bean
    MenuEntry fixationsEntry() {
        return new MenuEntry(
                "billing",
                "billing-fixations",
                "fixation.nav.staff",
                "user-check",
                "/billing/fixations",
                Set.of(Role.BILLING, Role.MANAGER),
                32);
    }

    @Bean
    MenuEntry cabinetFixationsEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-fixations",
                "fixation.nav.cabinet",
                "user-check",
                "/cabinet/fixations",
                Set.of(Role.SALES),
                32);
    }

    @Bean
    MenuEntry cabinetDealsEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-deals",
                "fixation.nav.deals",
                "briefcase",
                "/cabinet/deals",
                Set.of(Role.ACCOUNTANT),
                34);
    }
}

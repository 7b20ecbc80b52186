package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CreditMenu {
    private static final Set<Role> STAFF = Set.of(Role.BILLING, Role.MANAGER);

    @Bean
    MenuEntry replacementsEntry() {
        return new MenuEntry(
                "billing",
                "billing-replacements",
                "credits.nav.promises",
                "repeat",
                "/billing/replacements",
                STAFF,
                32);
    }

    @Bean
    MenuEntry junkEntry() {
        return new MenuEntry("billing", "billing-junk", "credits.nav.junk", "robot", "/billing/junk", STAFF, 34);
    }

    @Bean
    MenuEntry cabinetCreditsEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-credits",
                "credits.nav.cabinet",
                "receipt-refund",
                "/cabinet/billing/credits",
                Set.of(Role.ACCOUNTANT),
                33);
    }
}

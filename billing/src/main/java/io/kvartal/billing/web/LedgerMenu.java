package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerMenu {
    @Bean
    MenuEntry receivablesEntry() {
        return new MenuEntry(
                "billing",
                "billing-receivables",
                "receivables.title",
                "report-money",
                "/billing/receivables",
                Set.of(Role.BILLING, Role.MANAGER),
                35);
    }
}

package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeMachineMenu {
    @Bean
    MenuEntry timeMachineEntry() {
        return new MenuEntry(
                "billing",
                "billing-time-machine",
                "timemachine.nav",
                "history",
                "/billing/time-machine",
                Set.of(Role.BILLING, Role.MANAGER),
                35);
    }

    @Bean
    MenuEntry cabinetTimeMachineEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-time-machine",
                "timemachine.nav",
                "history",
                "/cabinet/billing/time-machine",
                Set.of(Role.ACCOUNTANT),
                32);
    }
}

package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VerdictMenu {
    @Bean
    MenuEntry replayEntry() {
        return new MenuEntry(
                "billing",
                "billing-replay",
                "verdict.replay.title",
                "refresh",
                "/billing/replay",
                Set.of(Role.BILLING),
                90);
    }
}

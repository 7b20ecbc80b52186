package io.kvartal.cabinet;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CabinetMenu {
    @Bean
    MenuEntry cabinetLeadsEntry() {
        return new MenuEntry(
                "cabinet", "cabinet-leads", "cabinet.nav.leads", "inbox", "/cabinet/leads", Set.of(Role.SALES), 10);
    }

    @Bean
    MenuEntry cabinetCallsEntry() {
        return new MenuEntry(
                "cabinet", "cabinet-calls", "cabinet.nav.calls", "phone", "/cabinet/calls", Set.of(Role.SALES), 20);
    }
}

package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContractMenu {
    @Bean
    MenuEntry contractsEntry() {
        return new MenuEntry(
                "billing",
                "billing-contracts",
                "contract.nav.staff",
                "file-text",
                "/billing/contracts",
                Set.of(Role.BILLING, Role.MANAGER),
                10);
    }

    @Bean
    MenuEntry cabinetContractEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-contract",
                "contract.nav.cabinet",
                "file-text",
                "/cabinet/contract",
                Set.of(Role.ACCOUNTANT),
                31);
    }
}

package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BillingMenu {
    private static final Set<Role> STAFF = Set.of(Role.BILLING);

    @Bean
    MenuEntry invoicesEntry() {
        return new MenuEntry(
                "billing", "billing-invoices", "billing.nav.invoices", "file-invoice", "/billing/invoices", STAFF, 20);
    }

    @Bean
    MenuEntry dealsEntry() {
        return new MenuEntry(
                "billing",
                "billing-deals",
                "billing.nav.deals",
                "briefcase",
                "/billing/deals",
                Set.of(Role.BILLING, Role.MANAGER),
                30);
    }

    @Bean
    MenuEntry ledgerEntry() {
        return new MenuEntry("billing", "billing-ledger", "billing.nav.ledger", "scale", "/billing/ledger", STAFF, 40);
    }

    @Bean
    MenuEntry cabinetBillingEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-billing",
                "billing.nav.cabinet",
                "wallet",
                "/cabinet/billing",
                Set.of(Role.ACCOUNTANT),
                30);
    }
}

package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentMenu {
    @Bean
    MenuEntry paymentsEntry() {
        return entry("payments", "cash", "/billing/payments", 21);
    }

    @Bean
    MenuEntry bankEntry() {
        return entry("bank", "building-bank", "/billing/bank", 22);
    }

    @Bean
    MenuEntry refundsEntry() {
        return entry("refunds", "receipt-refund", "/billing/refunds", 23);
    }

    @Bean
    MenuEntry paymentDisputesEntry() {
        return entry("payment-disputes", "credit-card", "/billing/payment-disputes", 24);
    }

    @Bean
    MenuEntry reconciliationEntry() {
        return entry("reconciliation", "arrows-exchange", "/billing/reconciliation", 41);
    }

    private static MenuEntry entry(String name, String icon, String href, int order) {
        return new MenuEntry(
                "billing", "billing-" + name, "payment.nav." + name, icon, href, Set.of(Role.BILLING), order);
    }
}

package io.kvartal.billing.web;

import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReminderMenu {
    @Bean
    MenuEntry remindersEntry() {
        return new MenuEntry(
                "billing",
                "billing-reminders",
                "reminders.nav",
                "bell",
                "/billing/reminders",
                Set.of(Role.BILLING),
                20);
    }
}

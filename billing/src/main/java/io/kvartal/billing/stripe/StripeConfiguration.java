package io.kvartal.billing.stripe;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StripeConfiguration {
    @Bean
    StripeProperties stripeProperties(Environment environment) {
        return StripeProperties.from(environment);
    }

    @Bean
    StripeApi stripeApi(StripeProperties properties, SelfAddress address) {
        return new StripeApi(properties, address);
    }

    @Bean
    StripeEvents stripeEvents() {
        return new StripeEvents();
    }
}

package io.kvartal.platform.message;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnProperty("spring.mail.host")
    Smtp smtp(JavaMailSender sender, @Value("${kvartal.mail.from:noreply@kvartal.demo}") String from) {
        return new Smtp(sender, from);
    }

    @Bean
    Job mailDeliveryJob(MailDelivery delivery) {
        return new Job("mail-delivery", EVERY, delivery::run);
    }
}

package io.kvartal.lead;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.fixation.ComplexNames;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.shared.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What the registry of claims learns from up here: names of complexes, and that a client does not want to be known any more. */
@Configuration(proxyBeanMethods = false)
class FixationNews {
    @Bean
    ComplexNames complexNames(Catalogue catalogue) {
        return developer -> catalogue.complexesOf(developer).map(complexes -> {
            Map<String, String> names = new LinkedHashMap<>();
            complexes.forEach(complex -> names.put(complex.slug(), complex.name()));
            return names;
        });
    }

    @Bean
    OutboxConsumer<ConsentWithdrawn> fixationIsForgotten(Fixations fixations) {
        return new OutboxConsumer<>() {
            @Override
            public Class<ConsentWithdrawn> event() {
                return ConsentWithdrawn.class;
            }

            @Override
            public String name() {
                return "lead.fixation-forgotten";
            }

            @Override
            public Mono<Void> on(@Nullable TenantId tenant, ConsentWithdrawn event) {
                return event.purpose().equals(ConsentPurpose.CONTACT.code())
                        ? fixations
                                .forget(
                                        Objects.requireNonNull(tenant, "a lead has a developer"),
                                        event.lead().value(),
                                        Timeline.BUYER)
                                .then()
                        : Mono.empty();
            }
        };
    }
}

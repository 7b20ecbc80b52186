package io.kvartal.lead;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.fixation.ComplexNames;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.OutboxConsumer;
import java.util.LinkedHashMap;
import java.util.Map;
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
        return OutboxConsumer.of(
                ConsentWithdrawn.class,
                "lead.fixation-forgotten",
                (tenant, event) -> event.purpose().equals(ConsentPurpose.CONTACT.code())
                        ? fixations
                                .forget(tenant, event.lead().value(), Timeline.BUYER)
                                .then()
                        : Mono.empty());
    }
}

package io.kvartal.billing;

import io.kvartal.platform.OutboxConsumer;
import io.kvartal.shared.TenantId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Money that came in, and credits, may end a restriction at once. */
@Configuration(proxyBeanMethods = false)
class RestrictionEvents {
    private record Reviewed<E>(Class<E> event, String name, Restrictions restrictions, Function<E, TenantId> tenantOf)
            implements OutboxConsumer<E> {
        @Override
        public Mono<Void> on(@Nullable TenantId ignored, E news) {
            return restrictions.review(tenantOf.apply(news));
        }
    }

    @Bean
    OutboxConsumer<InvoicePaid> restrictionAfterPayment(Restrictions restrictions) {
        return new Reviewed<>(
                InvoicePaid.class, "billing.restriction-after-payment", restrictions, InvoicePaid::tenant);
    }

    @Bean
    OutboxConsumer<CreditIssued> restrictionAfterCredit(Restrictions restrictions) {
        return new Reviewed<>(
                CreditIssued.class, "billing.restriction-after-credit", restrictions, CreditIssued::tenant);
    }
}

package io.kvartal.platform.security;

import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.web.UserSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class SecurityWebConfiguration implements WebFluxConfigurer {
    private final CallerResolver caller;

    SecurityWebConfiguration(CallerResolver caller) {
        this.caller = caller;
    }

    @Bean
    UserSource signedInUser() {
        return exchange -> exchange.<Mono<CurrentUser>>getAttributeOrDefault(CallerResolver.CALLER, Mono.empty());
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(caller);
    }
}

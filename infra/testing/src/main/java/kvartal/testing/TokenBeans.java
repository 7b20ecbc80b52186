package kvartal.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Tokens without an identity server, for the tests of one module. */
@Configuration(proxyBeanMethods = false)
class TokenBeans {
    @Bean
    Tokens tokens() {
        return new Tokens();
    }

    @Bean
    ReactiveJwtDecoder testJwtDecoder(Tokens tokens) {
        return tokens.decoder();
    }
}

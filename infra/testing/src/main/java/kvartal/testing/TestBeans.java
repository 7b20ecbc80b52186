package kvartal.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

@Configuration(proxyBeanMethods = false)
public class TestBeans {
    @Bean
    @Primary
    public TestClock testClock() {
        return new TestClock();
    }

    @Bean
    public Tokens tokens() {
        return new Tokens();
    }

    @Bean
    public ReactiveJwtDecoder testJwtDecoder(Tokens tokens) {
        return tokens.decoder();
    }
}

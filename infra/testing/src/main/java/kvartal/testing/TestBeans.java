package kvartal.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The clock that tests move; a context of the whole application imports it too. */
@Configuration(proxyBeanMethods = false)
public class TestBeans {
    @Bean
    @Primary
    public TestClock testClock() {
        return new TestClock();
    }
}

package io.kvartal.platform.security;

import io.kvartal.platform.Job;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

@Configuration(proxyBeanMethods = false)
@EnableSpringWebSession
class SessionConfiguration {
    @Bean
    Sessions sessions(TenantTx tx, Clock clock) {
        return new Sessions(tx, clock);
    }

    @Bean
    Job sessionSweep(Sessions sessions) {
        return new Job("session-sweep", Duration.ofMinutes(5), sessions::sweep);
    }

    @Bean
    WebSessionIdResolver webSessionIdResolver(@Value("${kvartal.public-url}") String publicUrl) {
        var secure = publicUrl.startsWith("https:");
        var cookie = new CookieWebSessionIdResolver();
        cookie.setCookieName(secure ? "__Host-kv_session" : "kv_session");
        cookie.addCookieInitializer(
                c -> c.httpOnly(true).sameSite("Lax").secure(secure).path("/").maxAge(Duration.ofSeconds(-1)));
        return cookie;
    }
}

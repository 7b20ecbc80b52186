package io.kvartal.billing.web;

import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockOidcLogin;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A person with a session: pages behind all filters, with their frames. */
record SignedIn(ApplicationContext context) {
    WebTestClient member(TenantId tenant, String role) {
        return as(Map.of("roles", List.of(role), "organization", Map.of("alatau", Map.of("id", tenant.toString()))));
    }

    WebTestClient staff(String role) {
        return as(Map.of("roles", List.of(role)));
    }

    private WebTestClient as(Map<String, Object> claims) {
        return WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .configureClient()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .mutateWith(csrf())
                .mutateWith(mockOidcLogin()
                        .idToken(token ->
                                token.subject("someone").claim("name", "Мадина").claims(all -> all.putAll(claims))));
    }
}

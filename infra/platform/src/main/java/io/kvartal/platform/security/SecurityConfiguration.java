package io.kvartal.platform.security;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import io.kvartal.platform.CurrentUser;
import io.kvartal.shared.Problem;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Three doors: machines that bring their own proof (hooks), the JSON API with bearer tokens, and pages with a session and CSRF tokens. What is not
 * listed does not exist.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);
    private static final String[] PUBLIC_PAGES = {
        "/",
        "/ru/**",
        "/kk/**",
        "/en/**",
        "/nps/**",
        "/docs/**",
        "/sitemap.xml",
        "/sitemaps/**",
        "/robots.txt",
        "/favicon.ico",
        "/assets/**",
        "/img/**",
        "/feeds/**",
        "/consent",
        "/sandbox/**"
    };
    private static final String[] STAFF_PAGES = {"/desk/**", "/billing/**", "/portfolio/**"};
    private static final String[] STAFF_API = {
        "/api/v1/desk/**", "/api/v1/billing/**", "/api/v1/portfolio/**", "/api/v1/portfolio", "/api/v1/surveys/**"
    };

    private final String publicUrl;
    private final String issuer;

    SecurityConfiguration(
            @Value("${kvartal.public-url}") String publicUrl, @Value("${kvartal.issuer:}") String issuer) {
        this.publicUrl = publicUrl;
        this.issuer = issuer;
    }

    /** Requests are observed as a whole; an observation for each of the doors' filters costs more than it tells. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain machineDoor(ServerHttpSecurity http) {
        return common(http)
                .securityMatcher(
                        pathMatchers("/hooks/**", "/sandbox/phone/calls", "/sandbox/stripe/v1/**", "/actuator/**"))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(paths -> paths.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain apiDoor(ServerHttpSecurity http) {
        return common(http)
                .securityMatcher(pathMatchers("/api/**", "/v3/api-docs/**"))
                // No cookie authorises anything here, so there is nothing to forge; CrossSiteFilter is the second belt.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> {}).authenticationEntryPoint((exchange, failure) -> unauthorized()))
                .exceptionHandling(edge -> edge.authenticationEntryPoint((exchange, failure) -> unauthorized())
                        .accessDeniedHandler((exchange, denied) -> forbidden()))
                .authorizeExchange(paths -> paths.pathMatchers("/api/v1/cabinet/**")
                        .access(is(CurrentUser.Member.class))
                        .pathMatchers(STAFF_API)
                        .access(is(CurrentUser.Staff.class))
                        .pathMatchers("/api/v1/feeds/**")
                        .access(is(CurrentUser.class))
                        .anyExchange()
                        .permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityWebFilterChain pageDoor(
            ServerHttpSecurity http, ObjectProvider<ReactiveClientRegistrationRepository> registrations) {
        common(http)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(new UploadCsrf())
                        .accessDeniedHandler((exchange, denied) -> Mono.error(new Problem.Forbidden("form-expired"))))
                .authorizeExchange(paths -> paths.pathMatchers("/cabinet/**", "/cabinet")
                        .access(is(CurrentUser.Member.class))
                        .pathMatchers(STAFF_PAGES)
                        .access(is(CurrentUser.Staff.class))
                        .pathMatchers("/desk", "/billing", "/portfolio", "/sandbox/operators/**")
                        .access(is(CurrentUser.Staff.class))
                        .pathMatchers("/login/**", "/oauth2/**", "/logout")
                        .permitAll()
                        .pathMatchers(PUBLIC_PAGES)
                        .permitAll()
                        .anyExchange()
                        .denyAll())
                .exceptionHandling(edge -> edge.authenticationEntryPoint(new LoginEntryPoint())
                        .accessDeniedHandler((exchange, denied) -> forbidden()));
        http.addFilterBefore(CallerResolver::remember, SecurityWebFiltersOrder.AUTHORIZATION);
        registrations.ifAvailable(found -> login(http, found));
        return http.build();
    }

    private void login(ServerHttpSecurity http, ReactiveClientRegistrationRepository registrations) {
        var request = new DefaultServerOAuth2AuthorizationRequestResolver(registrations);
        request.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var goodbye = new OidcClientInitiatedServerLogoutSuccessHandler(registrations);
        goodbye.setPostLogoutRedirectUri(publicUrl + "/ru/");
        http.oauth2Login(login -> login.authorizationRequestResolver(request)
                        .authorizedClientRepository(new WebSessionServerOAuth2AuthorizedClientRepository())
                        .authenticationSuccessHandler(new HomeOfCaller())
                        .authenticationFailureHandler((web, failure) -> notSignedIn(failure)))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessHandler(goodbye));
    }

    private CookieServerCsrfTokenRepository csrfCookie() {
        var cookie = new CookieServerCsrfTokenRepository();
        cookie.setCookieName("kv_csrf");
        cookie.setCookieCustomizer(c -> c.httpOnly(true).sameSite("Lax").secure(publicUrl.startsWith("https:")));
        return cookie;
    }

    private ServerHttpSecurity common(ServerHttpSecurity http) {
        return http.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(
                                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                                        + " data:; font-src 'self'; media-src 'self'; connect-src 'self';"
                                        + " form-action 'self'" + identityProvider()
                                        + "; frame-ancestors 'none'; base-uri 'none';"
                                        + " object-src 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .permissionsPolicy(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"))
                        .cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable));
    }

    /** Signing out is a form whose answer leads there; a browser follows it only with leave. */
    private String identityProvider() {
        if (issuer.isEmpty()) {
            return "";
        }
        var address = URI.create(issuer);
        return " " + address.getScheme() + "://" + address.getRawAuthority();
    }

    private static ReactiveAuthorizationManager<AuthorizationContext> is(Class<? extends CurrentUser> kind) {
        return (authentication, context) -> authentication
                .map(caller -> Claims.user(caller).filter(kind::isInstance).isPresent())
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }

    private static Mono<Void> notSignedIn(AuthenticationException failure) {
        LOG.warn("sign-in failed: {}", failure.getMessage());
        return unauthorized();
    }

    private static Mono<Void> unauthorized() {
        return Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
    }

    private static Mono<Void> forbidden() {
        return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
    }
}

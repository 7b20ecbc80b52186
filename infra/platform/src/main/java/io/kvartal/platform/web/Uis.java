package io.kvartal.platform.web;

import io.kvartal.platform.CurrentUser;
import io.kvartal.shared.Lang;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes the {@link Ui} of a request, or one without a request for letters and PDFs. */
public final class Uis {
    private final Messages messages;
    private final Assets assets;
    private final Clock clock;
    private final String publicUrl;
    private final ObjectProvider<UserSource> users;
    private final List<MenuEntry> menu;

    Uis(Messages messages, Clock clock, String publicUrl, ObjectProvider<UserSource> users, List<MenuEntry> menu) {
        this.messages = messages;
        this.assets = Assets.onClassPath();
        this.clock = clock;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.users = users;
        this.menu =
                menu.stream().sorted(Comparator.comparingInt(MenuEntry::order)).toList();
    }

    public Mono<Ui> of(ServerWebExchange exchange) {
        return Mono.zip(user(exchange).map(Optional::of).defaultIfEmpty(Optional.empty()), csrf(exchange))
                .map(both -> {
                    Languages.remember(exchange);
                    return ui(exchange, both.getT1().orElse(null), both.getT2().orElse(null));
                });
    }

    /** For what no browser asked for: letters, invoices, reports. */
    public Ui in(Lang lang) {
        return new Ui(new Ui.Context(
                messages,
                assets,
                messages.strict(),
                lang,
                URI.create("/" + lang.code() + "/"),
                origin(null),
                null,
                "_csrf",
                "X-CSRF-TOKEN",
                null,
                List.of(),
                clock.instant(),
                ""));
    }

    private Ui ui(ServerWebExchange exchange, @Nullable CurrentUser user, @Nullable CsrfToken csrf) {
        return new Ui(new Ui.Context(
                messages,
                assets,
                messages.strict(),
                Languages.of(exchange),
                exchange.getRequest().getURI(),
                origin(exchange.getRequest().getURI()),
                csrf == null ? null : csrf.getToken(),
                csrf == null ? "_csrf" : csrf.getParameterName(),
                csrf == null ? "X-CSRF-TOKEN" : csrf.getHeaderName(),
                user,
                user == null ? List.of() : Menu.of(user, menu),
                clock.instant(),
                RequestId.of(exchange)));
    }

    private Mono<CurrentUser> user(ServerWebExchange exchange) {
        return Mono.justOrEmpty(users.getIfAvailable()).flatMap(source -> source.user(exchange));
    }

    private String origin(@Nullable URI request) {
        if (!publicUrl.isEmpty()) {
            return publicUrl;
        }
        return request == null || request.getHost() == null
                ? "http://127.0.0.1:8080"
                : request.getScheme() + "://" + request.getRawAuthority();
    }

    /** Subscribed once per page: that is what makes the token exist. */
    private static Mono<Optional<CsrfToken>> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null
                ? Mono.just(Optional.empty())
                : token.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}

package io.kvartal.billing.sandbox;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The provider's page of a checkout session in setup mode: it asks for a card and keeps it for the customer. */
@Controller
@ConditionalOnProperty("kvartal.demo")
final class CardPages {
    private static final String PATH = "/sandbox/stripe/card/";
    private static final String VIEW = "stripe-sandbox/card";

    private final TenantTx tx;
    private final SandboxObjects objects;
    private final SandboxMoney money;
    private final Clock clock;

    CardPages(TenantTx tx, SandboxObjects objects, SandboxMoney money, Clock clock) {
        this.tx = tx;
        this.objects = objects;
        this.money = money;
        this.clock = clock;
    }

    @GetMapping(PATH + "{token}")
    Mono<Rendering> show(Ui ui, @PathVariable String token) {
        return session(token).map(session -> Pages.render(VIEW, page(ui, token, session, null)));
    }

    @PostMapping(PATH + "{token}")
    Mono<Rendering> save(Ui ui, @PathVariable String token, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            var typed = form.getFirst("card");
            var card = TestCard.of(typed == null ? "" : typed);
            if (card == TestCard.UNKNOWN) {
                return session(token)
                        .map(session -> Pages.invalid(VIEW, page(ui, token, session, "stripe.pay.unknown-card")));
            }
            return tx.portal(db -> objects.sessionOfToken(db, token)
                            .switchIfEmpty(Mono.error(() -> new Problem.NotFound("session")))
                            .flatMap(session -> session.get("status").asString().equals("open")
                                    ? money.saved(db, session, card, new SandboxInvoices.Act(clock.instant(), null))
                                    : Mono.just(session)))
                    .map(session -> Pages.seeOther(session.get("success_url").asString()));
        });
    }

    private Mono<ObjectNode> session(String token) {
        return tx.portal(db -> objects.sessionOfToken(db, token))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("session")));
    }

    private static CardPage page(Ui ui, String token, ObjectNode session, @Nullable String problem) {
        return new CardPage(
                ui,
                token,
                session.get("status").asString().equals("open"),
                session.get("success_url").asString(),
                problem);
    }
}

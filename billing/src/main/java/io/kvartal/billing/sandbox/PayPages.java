package io.kvartal.billing.sandbox;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The provider's payment page: it asks for a card, and either the invoice is paid or the bank says no. */
@Controller
@ConditionalOnProperty("kvartal.demo")
final class PayPages {
    private static final String PATH = "/sandbox/stripe/pay/";
    private static final String VIEW = "stripe-sandbox/pay";

    private final TenantTx tx;
    private final SandboxObjects objects;
    private final SandboxInvoices invoices;
    private final Clock clock;

    PayPages(TenantTx tx, SandboxObjects objects, SandboxInvoices invoices, Clock clock) {
        this.tx = tx;
        this.objects = objects;
        this.invoices = invoices;
        this.clock = clock;
    }

    @GetMapping(PATH + "{token}")
    Mono<Rendering> show(Ui ui, @PathVariable String token) {
        return invoice(token).map(invoice -> Pages.render(VIEW, page(ui, token, invoice, TestCard.GOOD_NUMBER, null)));
    }

    @GetMapping(PATH + "{token}/thanks")
    Mono<Rendering> thanks(Ui ui, @PathVariable String token) {
        return invoice(token)
                .map(invoice ->
                        Pages.render("stripe-sandbox/thanks", page(ui, token, invoice, TestCard.GOOD_NUMBER, null)));
    }

    @PostMapping(PATH + "{token}")
    Mono<Rendering> pay(Ui ui, @PathVariable String token, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            var typed = form.getFirst("card");
            var choice = form.getFirst("choice");
            var number = "decline".equals(choice) ? TestCard.DECLINED_NUMBER : typed == null ? "" : typed;
            return attempt(ui, token, number);
        });
    }

    private Mono<Rendering> attempt(Ui ui, String token, String number) {
        var card = TestCard.of(number);
        if (card == TestCard.UNKNOWN) {
            return invoice(token)
                    .map(invoice -> Pages.invalid(VIEW, page(ui, token, invoice, number, "stripe.pay.unknown-card")));
        }
        return tx.portal(db -> idOf(db, token)
                        .flatMap(id -> invoices.pay(
                                db, id, card, card.method, true, new SandboxInvoices.Act(clock.instant(), null))))
                .map(payment -> payment.declined()
                        ? Pages.invalid(VIEW, page(ui, token, payment.invoice(), number, "stripe.pay.declined"))
                        : thankYou(token))
                // Not open any more: paid in another window, or withdrawn. The page says which.
                .onErrorResume(StripeFailure.class, closed -> Mono.just(Pages.seeOther(PATH + token)));
    }

    private static Rendering thankYou(String token) {
        return Pages.seeOther(PATH + token + "/thanks");
    }

    private Mono<ObjectNode> invoice(String token) {
        return tx.portal(db -> idOf(db, token).flatMap(id -> invoices.read(db, id)));
    }

    private Mono<String> idOf(DatabaseClient db, String token) {
        return objects.invoiceOfToken(db, token).switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")));
    }

    private static PayPage page(Ui ui, String token, JsonNode invoice, String card, @Nullable String problem) {
        var currency = invoice.get("currency").asString().toUpperCase(Locale.ROOT);
        var lines = new ArrayList<PayPage.Line>();
        for (var line : invoice.at("/lines/data")) {
            lines.add(new PayPage.Line(
                    line.path("description").asString(""),
                    Money.of(line.get("amount").asLong(), currency)));
        }
        return new PayPage(
                ui,
                token,
                invoice.get("status").asString(),
                invoice.path("account_name").asString(""),
                invoice.path("customer_name").asString(""),
                invoice.path("number").asString(""),
                Money.of(invoice.get("total").asLong(), currency),
                dueOn(invoice.path("due_date")),
                lines,
                invoice.at("/lines/has_more").asBoolean(false),
                card,
                problem);
    }

    private static @Nullable LocalDate dueOn(JsonNode seconds) {
        return seconds.isIntegralNumber()
                ? LocalDate.ofInstant(Instant.ofEpochSecond(seconds.asLong()), Ui.ZONE)
                : null;
    }
}

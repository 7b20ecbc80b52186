package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class StripeHookDbTests {
    @Autowired
    WebTestClient http;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    StripeProperties properties;

    @Autowired
    StripeInbox inbox;

    @Test
    void aSignedEventIsStoredOnceHoweverOftenItComes() {
        var id = id();
        var body = event(id, "invoice.created", "in_x");
        for (var i = 0; i < 10; i++) {
            post(body, sign(body, clock.instant())).expectStatus().isOk();
        }
        assertThat(row(id)).isEqualTo("DUE 9");
    }

    @Test
    void anEventThatConcernsNothingIsKeptAndIgnored() {
        var id = id();
        var body = event(id, "customer.updated", "cus_x");
        post(body, sign(body, clock.instant())).expectStatus().isOk();
        inbox.work().block();
        assertThat(row(id)).isEqualTo("IGNORED 0");
    }

    @Test
    void aPaymentOfAnUnknownInvoiceIsPutAsideWithTheReason() {
        var id = id();
        var body = event(id, "invoice.paid", "in_unknown");
        post(body, sign(body, clock.instant())).expectStatus().isOk();
        inbox.work().block();
        assertThat(row(id)).isEqualTo("PARKED 0 no invoice of ours is in_unknown");
    }

    @Test
    void whatIsNotSignedIsRefusedAndNotStored() {
        var id = id();
        var body = event(id, "invoice.paid", "in_x");
        var good = sign(body, clock.instant());
        refused(body, null);
        refused(body, "t=1,v1=00");
        refused(body, StripeSignature.sign("whsec_of_somebody_else", clock.instant(), body));
        refused(body, sign(body, clock.instant().minusSeconds(301)));
        var tampered =
                new String(body, StandardCharsets.UTF_8).replace("in_x", "in_y").getBytes(StandardCharsets.UTF_8);
        refused(tampered, good);
        assertThat(row(id)).isNull();
    }

    @Test
    void signedNonsenseIsRefused() {
        for (var text : new String[] {"", "nonsense", "[]", "{}", "{\"id\":1}", "null"}) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            post(body, sign(body, clock.instant())).expectStatus().isBadRequest();
        }
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedUnread() {
        var body = new byte[256 * 1_024 + 1];
        post(body, sign(body, clock.instant())).expectStatus().isEqualTo(413);
    }

    private void refused(byte[] body, String signature) {
        post(body, signature)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("stripe-hook-signature");
    }

    private WebTestClient.ResponseSpec post(byte[] body, String signature) {
        return http.post()
                .uri("/hooks/stripe")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (signature != null) {
                        headers.set("Stripe-Signature", signature);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private String sign(byte[] body, Instant at) {
        return StripeSignature.sign(properties.signingSecret(), at, body);
    }

    private static String id() {
        return "evt_" + Ids.next();
    }

    private static byte[] event(String id, String type, String object) {
        return "{\"id\":\"%s\",\"object\":\"event\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"%s\"}}}"
                .formatted(id, type, object)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String row(String id) {
        return tx.portal(db -> db.sql("""
            select state || ' ' || repeats || coalesce(' ' || reason, '') as r
            from billing.stripe_event where id = :id\
            """)
                        .bind("id", id)
                        .map(row -> row.get("r", String.class))
                        .one())
                .block();
    }
}

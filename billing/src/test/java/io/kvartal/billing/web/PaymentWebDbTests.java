package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.bank.Statements;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The payment screens and resources over HTTP: who may, and what a wrong input gets. */
@DbTest
class PaymentWebDbTests {
    private static final List<String> STAFF_PAGES = List.of(
            "/billing/payments",
            "/billing/payments?source=BANK&from=2026-11-01&q=x",
            "/billing/payments/file.csv",
            "/billing/bank",
            "/billing/bank/suspense",
            "/billing/refunds",
            "/billing/payment-disputes",
            "/billing/reconciliation",
            "/billing/reconciliation?thing=INVOICE&kind=AMOUNT&open=true",
            "/billing/reconciliation/file.csv",
            "/billing/gateway",
            "/api/v1/billing/reconciliations");
    private static final List<String> CABINET_PAGES = List.of(
            "/cabinet/billing/payments", "/cabinet/billing/payments/file.csv", "/cabinet/billing/payment-method");

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Contracts contracts;

    @Autowired
    Statements statements;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void aDeveloper() {
        clock.set(TestClock.START);
        contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private WebTestClient.ResponseSpec upload(String text, String token) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "выписка.csv";
            }
        });
        return http.post()
                .uri("/billing/bank")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(form.build())
                .exchange();
    }

    @Test
    void accountantsOfThePortalSeeEveryScreenAndOthersSeeNone() {
        for (var path : STAFF_PAGES) {
            get(path, tokens.staff("billing")).expectStatus().isOk();
            get(path, tokens.staff("operator")).expectStatus().isForbidden();
            get(path, tokens.member(tenant, "alatau", "accountant"))
                    .expectStatus()
                    .isForbidden();
        }
        for (var path : CABINET_PAGES) {
            get(path, tokens.member(tenant, "alatau", "accountant"))
                    .expectStatus()
                    .isOk();
            get(path, tokens.member(tenant, "alatau", "sales")).expectStatus().isForbidden();
        }
        get("/billing/payments/" + tenant + "/" + Ids.next(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
        get("/billing/payment-disputes/" + tenant + "/" + Ids.next(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
        get("/billing/bank/" + Ids.next(), tokens.staff("billing"))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aStatementIsUploadedShownAndGivenBackAsItCame() {
        var text = "дата;референс;сумма;бин;назначение\n03.12.2026;" + Ids.next() + ";17,50;;перевод от кого-то\n";
        var there = upload(text, tokens.staff("billing"))
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation()
                .getPath();
        assertThat(upload(text, tokens.staff("billing"))
                        .returnResult(Void.class)
                        .getResponseHeaders()
                        .getLocation()
                        .getPath())
                .isEqualTo(there);
        get(there, tokens.staff("billing"))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("перевод от кого-то", there + "/application"));
        get(there + "/file", tokens.staff("billing"))
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        upload(text, tokens.staff("operator")).expectStatus().isForbidden();
    }

    @Test
    void aFileThatCannotBeReadComesBackWithTheLine() {
        upload("date;amount\n03.12.2026;many\n", tokens.staff("billing"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("Строка 2", "many"));
        upload("", tokens.staff("billing")).expectStatus().isEqualTo(422);
    }

    @Test
    void aProgramAsksForAReconciliation() {
        var started = http.post()
                .uri("/api/v1/billing/reconciliations")
                .headers(headers -> headers.setBearerAuth(tokens.staff("billing")))
                .exchange();
        assertThat(started.returnResult(String.class).getStatus().value()).isIn(202, 409);
        get("/api/v1/billing/reconciliations", tokens.staff("billing"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].state")
                .exists();
    }
}

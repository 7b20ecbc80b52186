package io.kvartal.fixation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixations;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The registry and the declaration of deals over HTTP: roles, other tenants, what an answer says and does not say. */
@DbTest
class FixationApiDbTests {
    private static final String CABINET = "/api/v1/cabinet/fixations";
    private static final String STAFF = "/api/v1/billing/fixations";

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    Fixations fixations;

    @Autowired
    Contracts contracts;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();
    private final PhoneNumber phone =
            new PhoneNumber("+7705" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000));

    @BeforeEach
    void aDeveloperWhoPaysPerDeal() {
        clock.set(TestClock.START);
        contracts
                .sign(
                        tenant,
                        ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2")),
                        "t")
                .block();
    }

    private String sales() {
        return tokens.member(tenant, "samal", "sales");
    }

    private WebTestClient.ResponseSpec send(HttpMethod method, String path, String token, Object body) {
        return http.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private Map<String, String> claim(String provenOn) {
        return Map.of("phone", phone.e164(), "complex", "park", "proof", "CRM 17", "provenOn", provenOn);
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        return answer.expectBody(String.class).returnResult().getResponseBody();
    }

    @Test
    void aClaimThatComesTooLateLearnsTheDateAndNotTheHolder() {
        var agency = fixations
                .claim(
                        tenant,
                        new ClaimDraft(
                                phone,
                                "park",
                                Channel.AGENCY,
                                "Секретное агентство",
                                "тайная запись",
                                clock.instant().minus(Duration.ofDays(2))),
                        "секретный сотрудник")
                .block();
        clock.advance(Duration.ofDays(1));
        var json = text(send(HttpMethod.POST, CABINET, sales(), claim("2026-11-16"))
                .expectStatus()
                .isCreated());
        assertThat(json).contains("REJECTED", agency.countsFrom().toString());
        assertThat(json.toLowerCase())
                .doesNotContain(
                        "агентство",
                        "тайная",
                        "сотрудник",
                        "agency",
                        agency.id().toString());
        var own = json.replaceAll(".*\"id\":\"([0-9a-f-]+)\".*", "$1");
        var list = text(get(CABINET, sales()).expectStatus().isOk());
        assertThat(list).contains(own).doesNotContain(agency.id().toString(), "агентство");
    }

    @Test
    void thePortalsHoldIsNotToldEither() {
        var lead = Ids.next();
        fixations
                .claim(tenant, fixations.person(phone), "park", lead, clock.instant())
                .block();
        clock.advance(Duration.ofDays(2));
        var json = text(send(HttpMethod.POST, CABINET, sales(), claim("2026-11-17"))
                .expectStatus()
                .isCreated());
        assertThat(json).contains("REJECTED").doesNotContain("portal", lead.toString());
    }

    @Test
    void staffDecideWithAReasonAndTheChainIsSeenToHold() {
        send(HttpMethod.POST, CABINET, sales(), claim("2026-11-10"))
                .expectStatus()
                .isCreated();
        var own = fixations
                .ofPersons(tenant, List.of(fixations.person(phone)))
                .block()
                .getFirst();
        var path = STAFF + "/" + own.id();
        var word = Map.of("tenant", tenant.toString(), "word", "accept", "reason", "сверено");
        send(HttpMethod.POST, path + "/decision", tokens.staff("manager"), word)
                .expectStatus()
                .isForbidden();
        send(HttpMethod.POST, path + "/decision", sales(), word).expectStatus().isForbidden();
        send(
                        HttpMethod.POST,
                        path + "/decision",
                        tokens.staff("billing"),
                        Map.of("tenant", tenant.toString(), "word", "accept", "reason", " "))
                .expectStatus()
                .isEqualTo(422);
        send(HttpMethod.POST, path + "/decision", tokens.staff("billing"), word)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("CONDITIONAL");
        send(HttpMethod.POST, path + "/decision", tokens.staff("billing"), word)
                .expectStatus()
                .isEqualTo(409);
        get(path + "?tenant=" + tenant, tokens.staff("manager"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.chainWhole")
                .isEqualTo(true)
                .jsonPath("$.steps.length()")
                .isEqualTo(2);
        send(HttpMethod.POST, CABINET + "/" + own.id() + "/extension", sales(), Map.of("reason", "ипотека"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.extended")
                .isEqualTo(true);
        send(
                        HttpMethod.POST,
                        path + "/revocation",
                        tokens.staff("billing"),
                        Map.of("tenant", tenant.toString(), "reason", "ошибка"))
                .expectStatus()
                .isOk();
    }

    @Test
    void rolesAndTenantsKeepTheirDoors() {
        var claim = fixations
                .claim(tenant, new ClaimDraft(phone, null, Channel.OWN, null, "CRM", clock.instant()), "Ержан")
                .block();
        var other = tokens.member(Tenants.random(), "other", "head");
        send(HttpMethod.POST, CABINET + "/" + claim.id() + "/extension", other, Map.of("reason", "x"))
                .expectStatus()
                .isNotFound();
        get(CABINET, tokens.member(tenant, "samal", "accountant"))
                .expectStatus()
                .isForbidden();
        get("/api/v1/cabinet/deal-declarations/2026-10", sales()).expectStatus().isForbidden();
        get(STAFF, tokens.staff("operator")).expectStatus().isForbidden();
        send(HttpMethod.POST, CABINET, sales(), Map.of("phone", "12", "proof", "x", "provenOn", "2026-11-10"))
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void aMonthIsDeclaredByAProgramAndReadBack() {
        fixed();
        var accountant = tokens.member(tenant, "samal", "accountant");
        var line = Map.of(
                "contractNo", "K-7",
                "signedOn", "2026-11-10",
                "paidOn", "2026-11-12",
                "contractSum", Map.of("amount", "30000000.00", "currency", "KZT"),
                "flat", "12",
                "phone", phone.e164());
        var path = "/api/v1/cabinet/deal-declarations/2026-11";
        send(HttpMethod.PUT, path, accountant, Map.of("items", List.of(line)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.hits[0].state")
                .isEqualTo("DEAL")
                .jsonPath("$.hits[0].commission.amount")
                .isEqualTo("600000.00");
        var read = text(get(path, accountant).expectStatus().isOk());
        assertThat(read).contains("K-7").doesNotContain(phone.e164(), fixations.person(phone));
        send(HttpMethod.PUT, path, accountant, Map.of("items", List.of(Map.of("contractNo", "K-8"))))
                .expectStatus()
                .isEqualTo(422);
    }

    private Fixation fixed() {
        return fixations
                .claim(
                        tenant,
                        fixations.person(phone),
                        "park",
                        Ids.next(),
                        clock.instant().minus(Duration.ofDays(20)))
                .block();
    }
}

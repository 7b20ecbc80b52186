package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.billing.ReminderPolicies;
import io.kvartal.billing.ReminderPolicy;
import io.kvartal.billing.ReminderPolicy.Step;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** The screen and the JSON of the reminder policy. */
@DbTest
class ReminderWebDbTests {
    private static final String PAGE = "/billing/reminders?lang=en";
    private static final String API = "/api/v1/billing/reminder-policy";

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    ApplicationContext context;

    @Autowired
    ReminderPolicies policies;

    @Autowired
    TestClock clock;

    private ReminderPolicy before;

    @BeforeEach
    void asItIs() {
        clock.set(TestClock.START);
        before = policies.current().block();
    }

    @AfterEach
    void asItWas() {
        policies.change(before, policies.current().block().version(), "tester").block();
    }

    /** What a browser sends of the form as it stands. */
    private MultiValueMap<String, String> form() {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("seen", policies.current().block().version());
        form.add("due", "2026-12-11");
        for (var step : policies.current().block().steps()) {
            form.add("days-" + step.step(), Integer.toString(step.days()));
            if (step.enabled()) {
                form.add("on-" + step.step(), "true");
            }
        }
        return form;
    }

    private WebTestClient.ResponseSpec post(MultiValueMap<String, String> form, String role) {
        return new SignedIn(context)
                .staff(role)
                .post()
                .uri(PAGE)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData(form))
                .exchange();
    }

    private String get(String path) {
        return text(new SignedIn(context)
                .staff("billing")
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        return answer.expectBody(String.class).returnResult().getResponseBody();
    }

    private int days(String name) {
        return policies.current().block().steps().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow()
                .days();
    }

    @Test
    void theScreenShowsEachStepAndWhatADeveloperGets() {
        assertThat(get(PAGE + "&due=2026-12-11"))
                .contains("name=\"days-BEFORE_3\"", "name=\"on-AFTER_14\"", "href=\"/billing/reminders\"")
                .contains("3 days before the due date", "Invoice KV-000042 is due soon", "8 December 2026")
                .contains("25 December 2026</strong>, 14 days after the due date")
                .containsOnlyOnce("<h1");
    }

    @Test
    void aChangeIsSavedAndSaysSo() {
        var form = form();
        form.set("days-AFTER_14", "21");
        form.remove("on-DUE");
        var location = post(form, "billing")
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();
        assertThat(days("AFTER_14")).isEqualTo(21);
        assertThat(policies.current().block().steps()).contains(new Step("DUE", 0, false));
        assertThat(get(location + "&lang=en"))
                .contains("Saved.", "1 January 2027</strong>, 21 days after the due date")
                .doesNotContain("is due today");
    }

    @Test
    void anExampleOfNewDaysSavesNothing() {
        var form = form();
        form.set("days-BEFORE_3", "−5");
        form.add("preview", "true");
        assertThat(text(post(form, "billing").expectStatus().isOk()))
                .contains("not saved yet", "value=\"-5\"", "6 December 2026</strong>, 5 days before the due date");
        assertThat(policies.current().block()).isEqualTo(before);
    }

    @Test
    void wrongDaysComeBackEachWithASentence() {
        var form = form();
        form.set("days-AFTER_3", "7");
        assertThat(text(post(form, "billing").expectStatus().isEqualTo(422)))
                .contains("Another reminder has this day already: 7", "id=\"error-AFTER_7\"");
        form.set("days-AFTER_3", "soon");
        form.set("days-AFTER_7", "400");
        form.set("days-DUE", "");
        assertThat(text(post(form, "billing").expectStatus().isEqualTo(422)))
                .contains("id=\"error-AFTER_3\"", "id=\"error-AFTER_7\"", "id=\"error-DUE\"", "value=\"400\"")
                .contains("Nothing was saved");
        var far = form();
        far.set("due", "+999999999-12-31");
        assertThat(text(post(far, "billing").expectStatus().isEqualTo(422))).contains("within five years");
        assertThat(policies.current().block()).isEqualTo(before);
    }

    @Test
    void whoSawAnOldPolicyIsToldAndSeesTheNewOne() {
        var form = form();
        form.set("days-AFTER_14", "21");
        var meanwhile = form();
        meanwhile.set("days-AFTER_14", "28");
        post(meanwhile, "billing").expectStatus().isSeeOther();
        assertThat(text(post(form, "billing").expectStatus().isEqualTo(409)))
                .contains("Somebody else changed the reminders", "value=\"28\"");
        assertThat(days("AFTER_14")).isEqualTo(28);
    }

    @Test
    void onlyBillingStaffMay() {
        post(form(), "manager").expectStatus().isForbidden();
        new SignedIn(context)
                .staff("manager")
                .get()
                .uri(PAGE)
                .exchange()
                .expectStatus()
                .isForbidden();
        api("manager", HttpPut.of(before)).expectStatus().isForbidden();
        http.get()
                .uri(API)
                .headers(headers -> headers.setBearerAuth(tokens.staff("manager")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    /** A body of a change. */
    private record HttpPut(List<Map<String, Object>> steps, String version) {
        static HttpPut of(ReminderPolicy policy) {
            return new HttpPut(
                    policy.steps().stream()
                            .map(step -> Map.<String, Object>of(
                                    "step", step.step(), "days", step.days(), "enabled", step.enabled()))
                            .toList(),
                    policy.version());
        }
    }

    private WebTestClient.ResponseSpec api(String role, HttpPut body) {
        return http.put()
                .uri(API)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(tokens.staff(role)))
                .bodyValue(body)
                .exchange();
    }

    @Test
    void programsReadAndChangeTheSamePolicy() {
        http.get()
                .uri(API)
                .headers(headers -> headers.setBearerAuth(tokens.staff("billing")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.steps[0].step")
                .isEqualTo("BEFORE_3")
                .jsonPath("$.steps[0].days")
                .isEqualTo(-3)
                .jsonPath("$.version")
                .isEqualTo(before.version());
        var wanted = new ReminderPolicy(before.steps().stream()
                .map(step -> new Step(step.step(), step.days() + 1, step.enabled()))
                .toList());
        var body = new HttpPut(HttpPut.of(wanted).steps(), before.version());
        api("billing", body)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(wanted.version());
        assertThat(days("DUE")).isEqualTo(1);
        api("billing", body).expectStatus().isEqualTo(409);
        var twice = List.<Map<String, Object>>of(
                Map.of("step", "DUE", "days", 1, "enabled", true),
                Map.of("step", "AFTER_3", "days", 1, "enabled", true));
        api("billing", new HttpPut(twice, wanted.version()))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/steps/1/days");
        api("billing", new HttpPut(List.of(Map.of("step", "DUE", "days", 1)), wanted.version()))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/steps/0/enabled");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theScreenRendersInEveryLanguage(Lang lang) {
        var ui = Ui.sample(lang);
        var due = LocalDate.of(2026, 12, 11);
        var rows = List.of(
                new RemindersPage.Row("A", "-3", true, null),
                new RemindersPage.Row("B", "0", false, null),
                new RemindersPage.Row("C", "\"><script>", true, "wrong"));
        var policy =
                new ReminderPolicy(List.of(new Step("A", -3, true), new Step("B", 0, true), new Step("C", 5, true)));
        var nothing = new ReminderPolicy(List.of());
        for (var one : List.of(policy, nothing)) {
            var letters = one.letters(due.minusDays(10), due);
            var page = new RemindersPage(ui, rows, "x", due.minusDays(10), due, letters, "note", "error");
            var out = new StringOutput();
            TemplateEngine.createPrecompiled(ContentType.Html).render("reminder/policy.jte", page, out);
            assertThat(out.toString()).contains(page.title()).doesNotContain("<script>");
        }
    }
}

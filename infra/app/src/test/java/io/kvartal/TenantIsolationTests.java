package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kvartal.testing.Yrl;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two developers, and every door of the cabinet tried by the wrong one. */
@JourneyTest
@Order(4)
class TenantIsolationTests extends Doors {
    private static final String STRANGER = Story.NOMAD;
    private static final String CANARY = "Канарейка Алатау";

    private String phone;
    /** The owner's ids by the part of the address before them. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    @BeforeAll
    void prepare() {
        // Near enough to the end of the month that no deadline passes when it is closed.
        clock.set(latest(clock.instant(), Instant.parse("2026-11-27T05:00:00Z")));
        var complex = story.complexesOf(OWNER).getFirst();
        phone = story.newPhone();
        var call = story.call(story.reveal(story.guest(), complex).get("number").asString(), phone, 75);
        var lead = story.leadOfCall(OWNER, call);
        story.request(complex, CANARY, phone);
        ids.put("leads", lead.get("id").asString());
        ids.put("calls", call);
        // long enough for a sibling that does not exist
        ids.put(
                "complexes",
                story.complexesOf(OWNER).stream()
                        .filter(slug -> slug.length() > 12)
                        .findFirst()
                        .orElseThrow());
        ids.put(
                "feeds",
                story.staff("manager")
                        .post(
                                "/api/v1/feeds/" + OWNER + "/imports?format=yrl&dryRun=true",
                                "application/xml",
                                Yrl.feed(Yrl.offers(3)))
                        .expect(200)
                        .json()
                        .get("id")
                        .asString());
        ids.put(
                "charges",
                story.await(
                                "the charge",
                                () -> story.lead(OWNER, lead.get("id").asString()),
                                seen -> seen.hasNonNull("charge"))
                        .at("/charge/id")
                        .asString());
        story.await(
                "the recording",
                () -> story.head(OWNER)
                        .get("/api/v1/cabinet/calls/" + call)
                        .expect(200)
                        .json(),
                seen -> seen.at("/recording/state").asString().equals("STORED"));
        argue();
        clock.set(latest(clock.instant(), Instant.parse("2026-12-01T05:00:00Z")));
        story.closeMonth("2026-11");
        ids.put(
                "invoices",
                story.await("an invoice", () -> story.invoices(OWNER), all -> !all.isEmpty())
                        .getFirst()
                        .get("id")
                        .asString());
        ids.put(
                "contacts",
                story.head(OWNER)
                        .get("/api/v1/cabinet/charges/" + ids.get("charges") + "/receipt")
                        .expect(200)
                        .json()
                        .at("/receipt/contact")
                        .asString());
        ids.put(
                "fixations",
                story.head(OWNER)
                        .post(
                                "/api/v1/cabinet/fixations",
                                Map.of("phone", "+77019998877", "proof", "CRM 12", "provenOn", "2026-11-01"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asString());
        assertThat(story.lead(OWNER, ids.get("leads")).toString())
                .as("the canary sings at home")
                .contains(CANARY);
    }

    /** A dispute, its joint listening and a credit note. */
    private void argue() {
        var dispute = story.head(OWNER)
                .post("/api/v1/cabinet/leads/" + ids.get("leads") + "/dispute", Map.of("reason", "spam"))
                .expect(201)
                .json();
        var page = "/desk/disputes/" + dispute.get("id").asString();
        var session = story.guest()
                .signIn("quality@kvartal.demo")
                .submit(page, page + "/session", Map.of("at", "2027-01-11T11:00", "place", "zoom"))
                .expect(303)
                .header("Location");
        ids.put("sessions", session.substring(session.lastIndexOf('/') + 1));
        ids.put(
                "credits",
                story.staff("billing")
                        .post(
                                "/api/v1/billing/charges/"
                                        + dispute.get("developer").asString() + "/" + ids.get("charges")
                                        + "/credits",
                                Map.of("percent", 10, "note", "goodwill"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asString());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Test
    void anotherCompanysRowAnswersLikeNoRowAndIsNotTouched() {
        var api = story.head(STRANGER);
        var pages = story.guest().signIn("head@" + STRANGER + ".demo");
        var csrf = token(pages);
        var before = state();
        var leaks = new SoftAssertions();
        int tried = 0;
        for (var route : of(Route.Family.MEMBER).filter(this::addressesARow).toList()) {
            var absent = route.path(absentLike(route));
            var foreign = route.path(idFor(route));
            var caller = route.isApi() ? api : pages;
            var wrong = send(caller, route, foreign, csrf);
            var none = send(caller, route, absent, csrf);
            leaks.assertThat(wrong.status())
                    .as("%s with another company's id: %s", route, brief(wrong))
                    .isEqualTo(404);
            leaks.assertThat(plain(wrong).replace(foreign, "ADDRESS"))
                    .as("%s tells that the row exists", route)
                    .isEqualTo(plain(none).replace(absent, "ADDRESS"));
            tried++;
        }
        leaks.assertAll();
        assertThat(state()).as("nothing was changed").isEqualTo(before);
        assertThat(tried).isGreaterThan(15);
    }

    @Test
    void listsNeverShowAnotherCompanysRows() {
        var api = story.head(STRANGER);
        var pages = story.guest().signIn("head@" + STRANGER + ".demo");
        var canaries = Stream.concat(Stream.of(CANARY, phone, phone.substring(2)), ids.values().stream())
                .toList();
        var leaks = new SoftAssertions();
        for (var route : of(Route.Family.MEMBER).filter(this::isAList).toList()) {
            var answer = (route.isApi() ? api : pages).get(route.path("2026-11"));
            leaks.assertThat(answer.status()).as("%s: %s", route, brief(answer)).isLessThan(400);
            for (var canary : canaries) {
                leaks.assertThat(answer.text().contains(canary))
                        .as("%s shows %s", route, canary)
                        .isFalse();
            }
        }
        leaks.assertAll();
    }

    private Stream<Route> of(Route.Family family) {
        return routes().filter(route -> route.family() == family);
    }

    /** The part of the address that says what the id is of. */
    private static String kind(Route route) {
        var before = route.pattern().substring(0, Math.max(0, route.pattern().indexOf("/{")));
        return before.substring(before.lastIndexOf('/') + 1);
    }

    private boolean addressesARow(Route route) {
        if (!route.hasVariables() || route.pattern().contains("{period}")) {
            return false;
        }
        if (!ids.containsKey(kind(route))) {
            fail(route + " addresses a row of a kind that this test does not know: give it one of the owner's ids");
        }
        return true;
    }

    private boolean isAList(Route route) {
        return route.method().equals("GET")
                && (!route.hasVariables() || route.pattern().contains("{period}"))
                && !route.pattern().endsWith("/live");
    }

    private String idFor(Route route) {
        return ids.get(kind(route));
    }

    private String absentLike(Route route) {
        var real = idFor(route);
        return real.substring(0, real.length() - 12)
                + UUID.randomUUID().toString().substring(24);
    }

    /** A request that would be good on a row of one's own. */
    private Answer send(Caller caller, Route route, String path, String csrf) {
        if (route.method().equals("GET")) {
            return caller.get(path);
        }
        var fields = new LinkedHashMap<String, String>();
        if (!route.isApi()) {
            fields.putAll(Map.of(
                    "_csrf", csrf, "version", "1", "stage", "IN_WORK", "outcome", "reached", "text", "чужое", "mine",
                    "true", "reason", "spam", "comment", "чужое"));
            fields.putAll(Map.of("second", "1", "evidence", "чужое", "note", "чужое"));
            return caller.form(path, fields);
        }
        Object body =
                switch (route.pattern().substring(route.pattern().lastIndexOf('/') + 1)) {
                    case "stage" -> Map.of("stage", "IN_WORK", "version", 1);
                    case "contact-attempts" -> Map.of("at", clock.instant().toString(), "outcome", "reached");
                    case "notes" -> Map.of("text", "чужое");
                    case "assignee" -> Map.of("member", "чужой");
                    case "dispute" -> Map.of("reason", "spam", "comment", "чужое");
                    default -> Map.of();
                };
        return route.method().equals("PUT") ? caller.put(path, body) : caller.post(path, body);
    }

    private static String token(Caller pages) {
        var page = pages.get("/cabinet/leads").expect(200).text();
        var at = page.indexOf("name=\"_csrf\"");
        assertThat(at).as("a form on the page").isPositive();
        var value = page.indexOf("value=\"", at) + 7;
        return page.substring(value, page.indexOf('"', value));
    }

    /** The body without what differs from request to request. */
    private static String plain(Answer answer) {
        return answer.status() + " "
                + answer.text()
                        .replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "ID")
                        .replaceAll("\"requestId\"\\s*:\\s*\"[^\"]*\"", "")
                        .replaceAll("(name=\"_csrf\"[^>]*value=\")[^\"]+", "$1")
                        .replaceAll("X-XSRF-TOKEN&#34;:&#34;[^&]+", "")
                        .replaceAll("<code>[^<]{6,40}</code>", "");
    }

    /** Everything of the owner that a stranger could have changed. */
    private String state() {
        return story.lead(OWNER, ids.get("leads")) + "\n"
                + story.charges(OWNER, "2026-11") + "\n"
                + story.head(OWNER).get("/api/v1/cabinet/disputes").expect(200).text();
    }
}

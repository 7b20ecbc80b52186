package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kvartal.testing.TestClock;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Two developers, and every door of the cabinet tried by the wrong one. The doors are asked of the running application, so that a new one cannot be forgotten. */
@JourneyTest
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class TenantIsolationTests {
    private static final String OWNER = Story.ALATAU;
    private static final String STRANGER = Story.NOMAD;
    private static final String CANARY = "Канарейка Алатау";
    private static final List<String> NONSENSE = List.of(
            "not-an-id",
            "0",
            "-1",
            "%00",
            "%27--",
            "..%2F..%2Fetc",
            "018f0000-0000-7000-8000",
            "x".repeat(1200),
            "%F0%9F%90%A6");

    @Autowired
    TestClock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Story story;
    private String phone;
    /** The owner's ids by the part of the address before them. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    @BeforeAll
    void prepare() {
        story = Journeys.story(clock);
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
                                Feeds.feed(Feeds.offers(3)))
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
        clock.set(latest(clock.instant(), Instant.parse("2026-12-01T05:00:00Z")));
        story.closeMonth("2026-11");
        ids.put(
                "invoices",
                story.await("an invoice", () -> story.invoices(OWNER), all -> !all.isEmpty())
                        .getFirst()
                        .get("id")
                        .asString());
        assertThat(story.lead(OWNER, ids.get("leads")).toString())
                .as("the canary sings at home")
                .contains(CANARY);
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Test
    void everyRouteBelongsToAFamily() {
        var unknown = new SoftAssertions();
        routes().forEach(route -> unknown.assertThatCode(route::family).doesNotThrowAnyException());
        unknown.assertAll();
        assertThat(routes().filter(route -> route.family() == Route.Family.MEMBER)
                        .count())
                .isGreaterThan(30);
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

    @Test
    void nobodyComesInWithoutSigningIn() {
        var guest = story.guest();
        everyDoor(
                route -> route.family() != Route.Family.PUBLIC && route.family() != Route.Family.MACHINE,
                (route, checks) -> {
                    var answer = guest.method(
                            route.method(), route.path(UUID.randomUUID().toString()));
                    if (route.isApi()) {
                        checks.assertThat(answer.status()).as("%s", route).isEqualTo(401);
                    } else if (route.changes()) {
                        checks.assertThat(answer.status()).as("%s", route).isIn(302, 303, 401, 403);
                    } else {
                        checks.assertThat(answer.status()).as("%s", route).isIn(302, 303, 401);
                        checks.assertThat(answer.header("Location") + answer.header("WWW-Authenticate"))
                                .as("%s leads to the login", route)
                                .doesNotContain("/cabinet")
                                .doesNotContain("/desk");
                    }
                });
    }

    @Test
    void membersStayOutOfThePortalsRoomsAndStaffOutOfCabinets() {
        var member = story.head(OWNER);
        var staff = story.staff("admin");
        everyDoor(Route::isApi, (route, checks) -> {
            var path = route.path(UUID.randomUUID().toString());
            if (route.family() == Route.Family.STAFF) {
                checks.assertThat(member.method(route.method(), path).status())
                        .as("a member at %s", route)
                        .isEqualTo(403);
            }
            if (route.family() == Route.Family.MEMBER) {
                checks.assertThat(staff.method(route.method(), path).status())
                        .as("staff at %s", route)
                        .isEqualTo(403);
            }
        });
        var memberPages = story.guest().signIn("head@" + OWNER + ".demo");
        var staffPages = story.guest().signIn("admin@kvartal.demo");
        everyDoor(route -> !route.isApi() && !route.changes(), (route, checks) -> {
            var path = route.path(UUID.randomUUID().toString());
            if (route.family() == Route.Family.STAFF) {
                checks.assertThat(memberPages.get(path).status())
                        .as("a member at %s", route)
                        .isEqualTo(403);
            }
            if (route.family() == Route.Family.MEMBER) {
                checks.assertThat(staffPages.get(path).status())
                        .as("staff at %s", route)
                        .isEqualTo(403);
            }
        });
    }

    @Test
    void nonsenseInsteadOfAnIdIsTheCallersMistakeNeverOurs() {
        var member = story.head(OWNER);
        var memberPages = story.guest().signIn("head@" + OWNER + ".demo");
        var staff = story.staff("admin");
        var staffPages = story.guest().signIn("admin@kvartal.demo");
        var guest = story.guest();
        everyDoor(route -> route.hasVariables() && route.family() != Route.Family.MACHINE, (route, checks) -> {
            var caller =
                    switch (route.family()) {
                        case MEMBER -> route.isApi() ? member : memberPages;
                        case STAFF -> route.isApi() ? staff : staffPages;
                        default -> guest;
                    };
            for (var id : NONSENSE) {
                var answer =
                        caller.with("Accept", "text/html, application/json").method(route.method(), route.path(id));
                checks.assertThat(answer.status())
                        .as("%s with %s: %s", route, id, brief(answer))
                        .isBetween(200, 499);
            }
        });
    }

    @Test
    void noPageChangesAnythingWithoutItsToken() {
        var member = story.guest().signIn("head@" + OWNER + ".demo");
        var staff = story.guest().signIn("admin@kvartal.demo");
        member.get("/cabinet/leads").expect(200);
        staff.get("/portfolio").expect(200);
        everyDoor(
                route -> !route.isApi() && route.changes() && route.family() != Route.Family.MACHINE,
                (route, checks) -> {
                    var caller = route.family() == Route.Family.STAFF ? staff : member;
                    var path = route.path(
                            ids.getOrDefault(kind(route), UUID.randomUUID().toString()));
                    checks.assertThat(caller.form(path, Map.of("a", "b")).status())
                            .as("%s without a token", route)
                            .isEqualTo(403);
                    checks.assertThat(caller.form(
                                            path,
                                            Map.of("_csrf", UUID.randomUUID().toString()))
                                    .status())
                            .as("%s with another token", route)
                            .isEqualTo(403);
                });
    }

    // ---- words ----

    private Stream<Route> routes() {
        return Route.of(mappings).stream();
    }

    private Stream<Route> of(Route.Family family) {
        return routes().filter(route -> route.family() == family);
    }

    private interface Check {
        void on(Route route, SoftAssertions checks);
    }

    private void everyDoor(java.util.function.Predicate<Route> which, Check check) {
        var checks = new SoftAssertions();
        routes().filter(which).forEach(route -> check.on(route, checks));
        checks.assertAll();
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

    private static String brief(Answer answer) {
        var text = answer.text();
        return answer.status() + " " + text.substring(0, Math.min(200, text.length()));
    }

    /** Everything of the owner that a stranger could have changed. */
    private String state() {
        return story.lead(OWNER, ids.get("leads")) + "\n"
                + story.charges(OWNER, "2026-11") + "\n"
                + story.head(OWNER).get("/api/v1/cabinet/disputes").expect(200).text();
    }
}

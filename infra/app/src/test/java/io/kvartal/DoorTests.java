package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who may come in where: every door tried by guests, members and staff, with nonsense, and without its token. */
@JourneyTest
@Order(5)
class DoorTests extends Doors {
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
                    var path = route.path(UUID.randomUUID().toString());
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

    private interface Check {
        void on(Route route, SoftAssertions checks);
    }

    private void everyDoor(Predicate<Route> which, Check check) {
        var checks = new SoftAssertions();
        routes().filter(which).forEach(route -> check.on(route, checks));
        checks.assertAll();
    }
}

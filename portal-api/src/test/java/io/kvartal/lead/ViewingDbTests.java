package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.Pressing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@DbTest
class ViewingDbTests {
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    /** Tuesday 10:00 in Almaty; the test's now is Monday 11:00. */
    private static final Instant TUESDAY = Instant.parse("2026-11-17T05:00:00Z");

    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T09:00:00Z");

    @Autowired
    WebTestClient web;

    @Autowired
    LeadScene scene;

    @Autowired
    Leads leads;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    tools.jackson.databind.json.JsonMapper json;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        clock.set(TestClock.START);
    }

    private EntityExchangeResult<String> book(Pressing browser, Complex complex, PhoneNumber buyer, Instant at) {
        var stamp = STAMP.matcher(browser.open("/ru/zhk/" + complex.slug() + "/viewing"));
        assertThat(stamp.find()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        var fields = new HashMap<String, String>();
        fields.put("stamp", stamp.group(1));
        fields.put("phone", buyer.e164());
        fields.put("consentContact", "on");
        fields.put("viewing", at.toString());
        fields.put("email", "viewer-" + complex.slug() + "@example.kz");
        return browser.press("/ru/zhk/" + complex.slug() + "/request", fields);
    }

    private Complex permitted() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var content = Presentation.EMPTY.withPapers(List.of(new Presentation.Paper(
                Presentation.PaperKind.PERMIT, "KZ-1", LocalDate.of(2026, 1, 10), "GASK", null, null)));
        tx.portal(db -> db.sql("""
            insert into catalogue.presentation (complex_id, version, content, part, author, saved_at, published_by, published_at)
            values (:complex, 1, :content::jsonb, 'papers', 'test', :now, 'test', :now)
            """)
                        .bind("complex", complex.id().value())
                        .bind("content", json.writeValueAsString(content))
                        .bind("now", clock.instant())
                        .then())
                .block();
        return complex;
    }

    private static String location(EntityExchangeResult<String> answer) {
        return String.valueOf(answer.getResponseHeaders().getLocation());
    }

    private String calendar(String passport) {
        return web.get()
                .uri(passport + "/viewing.ics")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/calendar;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void aVisitIsALeadWithATimeThatTheDeveloperSeesAndACalendarFile() {
        var complex = permitted();
        var browser = new Pressing(web);
        assertThat(browser.open("/ru/zhk/" + complex.slug())).contains("/ru/zhk/" + complex.slug() + "/viewing");
        var passport = location(book(browser, complex, buyer(), TUESDAY));
        assertThat(passport).startsWith("/ru/request/");
        assertThat(browser.open(passport)).contains("17 ноября 2026, 10:00").contains("viewing.ics");
        var ics = calendar(passport);
        assertThat(ics)
                .contains("METHOD:PUBLISH\r\n")
                .contains("DTSTART;TZID=Asia/Almaty:20261117T100000\r\n")
                .contains("DTEND;TZID=Asia/Almaty:20261117T110000\r\n")
                .contains("SEQUENCE:0\r\n")
                .contains("STATUS:CONFIRMED\r\n")
                .contains("TZOFFSETTO:+0500\r\n");
        assertThat(ics.lines()).allSatisfy(line -> assertThat(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(75));
        var row = get(leads.list(complex.developer(), LeadFilter.ALL, null, 10))
                .items()
                .getFirst();
        var card = get(leads.card(complex.developer(), row.id()));
        assertThat(card.timeline())
                .filteredOn(entry -> entry.kind() == EventKind.VIEWING_BOOKED)
                .extracting(entry -> entry.data().get("viewingAt"))
                .containsExactly(TUESDAY.toString());
        assertThat(card.contacts().getFirst().preferredTime()).contains("17 ноября");
        assertThat(row.promisedBy()).isNotNull();
        assertThat(letters(complex)).hasSize(1).first().asString().contains(passport + "/viewing.ics");
    }

    private List<String> letters(Complex complex) {
        return get(tx.portal(db -> db.sql("select body_text from platform.mail where recipient = :to")
                .bind("to", "viewer-" + complex.slug() + "@example.kz")
                .map(row -> row.get("body_text", String.class))
                .all()
                .collectList()));
    }

    @Test
    void movingAndCancellingRaiseTheSequenceUnderTheSameName() {
        var complex = permitted();
        var browser = new Pressing(web);
        var passport = location(book(browser, complex, buyer(), TUESDAY));
        browser.open(passport);
        browser.press(passport + "/viewing", Map.of("viewing", WEDNESDAY.toString()));
        var moved = calendar(passport);
        assertThat(moved).contains("SEQUENCE:1\r\n").contains("20261118T140000");
        browser.press(passport + "/viewing/cancellation", Map.of());
        var cancelled = calendar(passport);
        assertThat(cancelled).contains("SEQUENCE:2\r\n").contains("STATUS:CANCELLED");
        assertThat(uid(moved)).isEqualTo(uid(cancelled));
        assertThat(browser.open(passport)).contains("отменён").contains("Записаться снова");
        assertThat(location(browser.press(passport + "/viewing", Map.of("viewing", "2026-11-17T22:00:00Z"))))
                .as("nobody is there at three in the night")
                .isEqualTo(passport + "?viewing=gone#viewing");
    }

    private static String uid(String ics) {
        return ics.lines().filter(line -> line.startsWith("UID:")).findFirst().orElseThrow();
    }

    @Test
    void aTimeThatIsNotOfferedComesBackWithTheForm() {
        var complex = permitted();
        var answer = book(new Pressing(web), complex, buyer(), Instant.parse("2026-11-17T22:00:00Z"));
        assertThat(answer.getStatus().value()).isEqualTo(422);
        assertThat(answer.getResponseBody()).contains("viewing-error").contains("<optgroup");
        assertThat(get(leads.list(complex.developer(), LeadFilter.ALL, null, 10))
                        .items())
                .isEmpty();
    }

    @Test
    void withoutAPermitOrAGuaranteeNothingIsBooked() {
        var complex = scene.complexOf(CommercialModel.CPL);
        assertThat(new Pressing(web).open("/ru/zhk/" + complex.slug()))
                .doesNotContain("/zhk/" + complex.slug() + "/viewing");
        web.get()
                .uri("/ru/zhk/" + complex.slug() + "/viewing")
                .exchange()
                .expectStatus()
                .isEqualTo(303);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> leads.request(LeadScene.form(complex, buyer(), null), new ViewingWish(TUESDAY, null))
                                .block())
                .isInstanceOf(io.kvartal.shared.Problem.Invalid.class);
    }

    @Test
    void onlyTheSameBrowserIsToldThatItHasAskedBefore() {
        var complex = permitted();
        var phone = buyer();
        var browser = new Pressing(web);
        assertThat(location(book(browser, complex, phone, TUESDAY))).doesNotContain("again");
        var again = location(book(browser, complex, phone, WEDNESDAY));
        assertThat(again).endsWith("?again=1");
        assertThat(browser.open(again)).contains("Вы уже оставляли эту заявку");
        clock.advance(Duration.ofMinutes(30));
        var stranger = new Pressing(web);
        var strange = location(book(stranger, complex, phone, WEDNESDAY));
        clock.advance(Duration.ofSeconds(-5));
        var fresh = location(book(new Pressing(web), complex, buyer(), WEDNESDAY));
        assertThat(strange).doesNotContain("again");
        assertThat(same(stranger.open(strange))).isEqualTo(same(stranger.open(fresh)));
        assertThat(get(leads.list(complex.developer(), LeadFilter.ALL, null, 10))
                        .items())
                .as("one buyer is one lead, the other another")
                .hasSize(2);
    }

    /** Without what differs from one request to the next: tokens, numbers and seconds. */
    private static String same(String html) {
        return html.replaceAll("/request/[A-Za-z0-9_-]+", "/request/T")
                .replaceAll("_csrf\" value=\"[^\"]*", "")
                .replaceAll("X-XSRF-TOKEN[^}]*", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("(?s)<dd class=\"kv-num\">.*?</dd>", "");
    }

    @Test
    void officesAreVisitedInTheirHoursForTwoWeeksButNotOnHolidays() {
        var usual = WorkingHours.usual();
        var hours = new WorkingHours(usual.zone(), usual.week(), Set.of(LocalDate.of(2026, 11, 18)));
        var days = ViewingTimes.of(hours, TestClock.START);
        assertThat(days).hasSize(13);
        assertThat(days.getFirst().starts().getFirst())
                .as("two hours' notice")
                .isEqualTo(Instant.parse("2026-11-16T08:00:00Z"));
        assertThat(days).extracting(ViewingDay::day).doesNotContain(LocalDate.of(2026, 11, 18));
        assertThat(days).allSatisfy(day -> assertThat(day.starts())
                .allSatisfy(start -> assertThat(hours.isOpen(start) && hours.isOpen(start.plusSeconds(3599)))
                        .isTrue()));
        assertThat(days.get(1).starts()).hasSize(10);
    }
}

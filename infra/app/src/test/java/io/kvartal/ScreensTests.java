package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every screen of the story in a real browser, on a phone and on a desk, signed in through the real Keycloak. */
@JourneyTest
@Order(6)
@TestInstance(Lifecycle.PER_CLASS)
class ScreensTests {
    private static final String MONTH = "2026-11";

    @Autowired
    TestClock clock;

    private Story story;
    private TestBrowser browser;
    private String complex;
    private String passport;
    private String lead;
    private String disputedLead;
    private String dispute;
    private String call;
    private String charge;
    private String invoice;
    private String invoiceOwner;
    private String deskLead;
    private String nps;

    @BeforeAll
    void prepare() {
        browser = TestBrowser.open();
        story = Journeys.story(clock);
        complex = story.complexesOf(Story.ALATAU).getFirst();
        call = aCall();
        lead = story.leadOfCall(Story.ALATAU, call).get("id").asString();
        charge = story.lead(Story.ALATAU, lead).at("/charge/id").asString();
        disputedLead = story.leadOfCall(Story.ALATAU, aCall()).get("id").asString();
        dispute = story.head(Story.ALATAU)
                .post(
                        "/api/v1/cabinet/leads/" + disputedLead + "/dispute",
                        Map.of("reason", "spam", "comment", "реклама кухонь"))
                .expect(201)
                .json()
                .get("id")
                .asString();
        var accepted = story.request(complex, "Мадина", story.newPhone());
        passport = accepted.get("passport").asString();
        deskLead = accepted.get("lead").asString();
        story.guest()
                .post("/api/v1/requests/" + passport + "/answer", Map.of("called", false))
                .expect(200);
        story.await(
                "the recording",
                () -> story.head(Story.ALATAU)
                        .get("/api/v1/cabinet/calls/" + call)
                        .json(),
                seen -> seen.at("/recording/state").asString().equals("STORED"));
        clock.set(latest(clock.instant(), Instant.parse("2026-12-01T05:00:00Z")));
        story.closeMonth(MONTH);
        invoice = story.await("an invoice", () -> story.invoices(Story.ALATAU), all -> !all.isEmpty())
                .getFirst()
                .get("id")
                .asString();
        invoiceOwner = story.staff("manager")
                .get("/api/v1/billing/contracts")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(contract -> contract.toString().contains("Alatau")
                        || contract.toString().contains("Алатау"))
                .findFirst()
                .map(contract -> contract.get("tenant").asString())
                .orElse("018f0000-0000-7000-8000-000000000001");
        story.staff("manager")
                .post("/api/v1/surveys/waves", Map.of("quarter", "2026-Q4"))
                .expect(200, 409);
        nps = URI.create(story.await(
                                "the letter",
                                () -> story.lettersTo("accountant@" + Story.NOMAD + ".demo").stream()
                                        .flatMap(letter -> StreamSupport.stream(
                                                letter.get("links").spliterator(), false))
                                        .map(link -> link.asString())
                                        .filter(link -> link.contains("/nps/"))
                                        .toList(),
                                links -> !links.isEmpty())
                        .getFirst())
                .getPath();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void thePortal(int width) {
        var screens = new Screens(width);
        try (var visit = browser.visit(width, true)) {
            screens.look(visit, "home", "/ru/");
            screens.look(visit, "search", "/ru/almaty/novostroyki?rooms=2");
            screens.look(visit, "search-nothing", "/ru/almaty/novostroyki?priceMax=1");
            screens.look(visit, "search-kk", "/kk/astana/novostroyki");
            screens.look(visit, "complex", "/ru/zhk/" + complex);
            screens.look(visit, "complex-en", "/en/zhk/" + complex);
            screens.look(visit, "complex-progress", "/kk/zhk/" + complex + "?view=progress");
            screens.look(visit, "board", "/kk/zhk/" + complex + "/board");
            screens.look(visit, "developer", "/en/developer/" + Story.ALATAU);
            screens.look(visit, "inaccuracy", "/ru/zhk/" + complex + "/inaccuracy");
            visit.page().navigate("/ru/zhk/" + complex);
            visit.page().locator("#phone button[type=submit]").first().click();
            PlaywrightAssertions.assertThat(visit.page().locator("#phone a[href^='tel:']"))
                    .isVisible();
            screens.look(visit, "number-shown");
            screens.look(
                    visit,
                    "affordability",
                    "/ru/affordability?city=almaty&income=700000&savings=6000000&saving=150000");
            screens.look(visit, "affordability-kk", "/kk/affordability?city=astana&income=500000&savings=3000000");
            screens.look(visit, "affordability-en", "/en/affordability?income=&savings=much");
            screens.look(visit, "favourites-empty", "/ru/favourites");
            screens.look(visit, "compare-empty", "/ru/compare");
            keep(visit, "favourites", 2);
            keep(visit, "compare", 3);
            screens.look(visit, "favourites", "/ru/favourites");
            screens.look(visit, "compare", "/ru/compare");
            screens.look(visit, "passport", "/ru/request/" + passport);
            screens.look(visit, "nps", nps + "?lang=ru");
            screens.look(visit, "sandbox-phone", "/sandbox/phone");
            screens.look(visit, "mailbox", "/sandbox/mail");
        }
        screens.verdict();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void theCabinet(int width) {
        var screens = new Screens(width);
        try (var visit = browser.visit(width, true).signIn("head@" + Story.ALATAU + ".demo")) {
            screens.look(visit, "cabinet-leads", "/cabinet/leads");
            screens.look(visit, "cabinet-lead", "/cabinet/leads/" + lead);
            screens.look(visit, "cabinet-calls", "/cabinet/calls");
            screens.look(visit, "cabinet-call", "/cabinet/calls/" + call);
            assertThat(visit.page().locator("audio").count()).as("a player").isPositive();
            screens.look(visit, "cabinet-billing", "/cabinet/billing");
            screens.look(visit, "cabinet-receipt", "/cabinet/billing/charges/" + charge);
            screens.look(visit, "cabinet-invoice", "/cabinet/billing/invoices/" + invoice);
            screens.look(visit, "cabinet-dispute", "/cabinet/leads/" + disputedLead + "/dispute");
            screens.look(visit, "cabinet-report", "/cabinet/reports/" + MONTH);
            screens.look(visit, "cabinet-complexes", "/cabinet/complexes");
            screens.look(visit, "cabinet-complex", "/cabinet/complexes/" + complex + "?part=facts");
        }
        screens.verdict();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void thePortalsOwnRooms(int width) {
        var screens = new Screens(width);
        try (var visit = browser.visit(width, true).signIn("quality@kvartal.demo")) {
            screens.look(visit, "desk", "/desk");
            screens.look(visit, "desk-panel", "/desk/leads/" + deskLead + "?offer");
            screens.look(visit, "desk-leads", "/desk/leads");
            screens.look(visit, "desk-disputes", "/desk/disputes");
            screens.look(visit, "desk-dispute", "/desk/disputes/" + dispute);
            screens.look(visit, "desk-feeds", "/desk/feeds");
        }
        try (var visit = browser.visit(width, true).signIn("manager@kvartal.demo")) {
            screens.look(visit, "portfolio", "/portfolio");
            screens.look(visit, "account", "/portfolio/" + Story.ALATAU);
            screens.look(visit, "account-report", "/portfolio/" + Story.ALATAU + "/reports/" + MONTH);
            screens.look(visit, "nps-board", "/portfolio/nps");
            screens.look(visit, "desk-complexes", "/desk/complexes");
            screens.look(visit, "desk-complex", "/desk/complexes/" + complex + "?part=photos");
            screens.look(visit, "desk-complex-preview", "/desk/complexes/" + complex + "/preview");
            screens.look(visit, "desk-inaccuracies", "/desk/inaccuracies");
        }
        try (var visit = browser.visit(width, true).signIn("billing@kvartal.demo")) {
            screens.look(visit, "billing-invoices", "/billing/invoices?period=" + MONTH);
            screens.look(visit, "billing-invoice", invoiceOf(invoiceOwner));
            screens.look(visit, "billing-ledger", "/billing/ledger");
            screens.look(visit, "billing-deals", "/billing/deals");
        }
        screens.verdict();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void theMoneyOfADeveloper(int width) {
        var screens = new Screens(width);
        try (var visit = browser.visit(width, true).signIn("head@" + Story.ALATAU + ".demo")) {
            screens.look(visit, "cabinet-contract", "/cabinet/contract");
            screens.look(visit, "cabinet-statement", "/cabinet/billing/statement");
            screens.look(visit, "cabinet-papers", "/cabinet/billing/papers");
            screens.look(visit, "cabinet-credits", "/cabinet/billing/credits");
            screens.look(visit, "cabinet-payments", "/cabinet/billing/payments");
            screens.look(visit, "cabinet-payment-method", "/cabinet/billing/payment-method");
            screens.look(visit, "cabinet-time-machine", "/cabinet/billing/time-machine");
            screens.look(visit, "cabinet-invoice-line", "/cabinet/billing/invoices/" + invoice + "/lines/1");
            screens.look(visit, "cabinet-charge", "/cabinet/billing/charges/" + charge);
            screens.follow(visit, "cabinet-verdicts", "a[href$='/verdicts']");
            screens.look(visit, "cabinet-disputes", "/cabinet/disputes");
            screens.look(visit, "cabinet-fixations", "/cabinet/fixations");
            screens.look(visit, "cabinet-deals", "/cabinet/deals");
        }
        screens.verdict();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void theMoneyOfThePortal(int width) {
        var screens = new Screens(width);
        try (var visit = browser.visit(width, true).signIn("billing@kvartal.demo")) {
            screens.look(visit, "billing-contracts", "/billing/contracts");
            screens.look(visit, "billing-contract", "/billing/contracts/" + invoiceOwner);
            screens.look(visit, "billing-contract-editor", "/billing/contracts/" + invoiceOwner + "/draft");
            screens.look(visit, "billing-time-machines", "/billing/time-machine");
            screens.look(visit, "billing-time-machine", "/billing/time-machine/" + invoiceOwner);
            screens.look(visit, "billing-replay", "/billing/replay");
            screens.look(visit, "billing-charge", "/billing/charges/" + invoiceOwner + "/" + charge);
            screens.look(visit, "billing-invoice-line", invoiceOf(invoiceOwner) + "/lines/1");
            screens.look(visit, "billing-runs", "/billing/invoice-runs");
            screens.look(visit, "billing-journals", "/billing/ledger/journals");
            screens.look(visit, "billing-receivables", "/billing/receivables");
            screens.look(visit, "billing-reminders", "/billing/reminders");
            screens.look(visit, "billing-statement", "/billing/statements/" + invoiceOwner);
            screens.look(visit, "billing-payments", "/billing/payments");
            screens.look(visit, "billing-bank", "/billing/bank");
            screens.look(visit, "billing-suspense", "/billing/bank/suspense");
            screens.look(visit, "billing-refunds", "/billing/refunds");
            screens.look(visit, "billing-payment-disputes", "/billing/payment-disputes");
            screens.look(visit, "billing-reconciliation", "/billing/reconciliation");
            screens.look(visit, "billing-gateway", "/billing/gateway");
            screens.look(visit, "billing-replacements", "/billing/replacements");
            screens.look(visit, "billing-junk", "/billing/junk");
            screens.look(visit, "billing-fixations", "/billing/fixations");
        }
        try (var visit = browser.visit(width, true).signIn("quality@kvartal.demo")) {
            screens.look(visit, "desk-dispute-figures", "/desk/disputes/figures");
            screens.look(visit, "desk-dispute-second", "/desk/disputes/second");
        }
        screens.verdict();
    }

    private String invoiceOf(String tenant) {
        return "/billing/invoices/" + tenant + "/" + invoice;
    }

    @Test
    void aBuyerNeedsNoJavaScript() {
        try (var visit = browser.visit(390, false)) {
            var page = visit.page();
            page.navigate("/ru/almaty/novostroyki");
            page.locator("a[href^='/ru/zhk/']").first().click();
            page.waitForURL(url -> url.contains("/ru/zhk/"));
            page.locator("#phone button[type=submit]").click();
            PlaywrightAssertions.assertThat(page.locator("#phone a[href^='tel:']"))
                    .isVisible();
            page.locator("input[name=name]").fill("Без скриптов");
            page.locator("input[name=phone]").fill(story.newPhone());
            page.locator("input[name=consentContact]").check();
            clock.advance(java.time.Duration.ofSeconds(20));
            page.locator("form[action$='/request'] button[type=submit]").click();
            page.waitForURL(url -> url.contains("/ru/request/"));
            PlaywrightAssertions.assertThat(page.locator("h1")).isVisible();
            page.locator("button[name=called][value=false]").click();
            PlaywrightAssertions.assertThat(page.locator("main [role=status]").first())
                    .isVisible();
        }
    }

    @Test
    void aBuyerNeedsNoMouse() {
        try (var visit = browser.visit(1440, true)) {
            var page = visit.page();
            var keys = new Keyboard(page);
            page.navigate("/ru/almaty/novostroyki");
            keys.to(".kv-skip").press("Enter");
            assertThat(page.url()).endsWith("#main");
            keys.to(".kc-card a[href^='/ru/zhk/']").press("Enter");
            page.waitForURL(url -> url.contains("/ru/zhk/"));
            keys.to(".kv-skip").press("Enter").to("#phone button[type=submit]").press("Enter");
            PlaywrightAssertions.assertThat(page.locator("#phone a[href^='tel:']"))
                    .isVisible();
            keys.to("input[name=name]").type("Без мыши");
            keys.to("input[name=phone]").type(story.newPhone());
            keys.to("input[name=consentContact]").press("Space");
            clock.advance(java.time.Duration.ofSeconds(20));
            keys.to("form[action$='/request'] button[type=submit]").press("Enter");
            page.waitForURL(url -> url.contains("/ru/request/"));
            PlaywrightAssertions.assertThat(page.locator("h1")).isVisible();
            keys.to("button[name=called][value=false]").press("Enter");
            PlaywrightAssertions.assertThat(page.locator("main [role=status]").first())
                    .isVisible();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void whoSignsOutIsOut() {
        try (var visit = browser.visit(1440, true).signIn("sales@" + Story.ALATAU + ".demo")) {
            var page = visit.page();
            page.navigate("/cabinet/leads");
            page.locator("form[action='/logout'] button").click();
            page.waitForURL(url -> url.endsWith("/ru/"));
            page.navigate("/cabinet/leads");
            PlaywrightAssertions.assertThat(page.locator("input[name=password]"))
                    .isVisible();
        }
    }

    @Test
    void aNewLeadAnnouncesItselfWithoutMovingTheList() {
        try (var visit = browser.visit(1440, true).signIn("sales@" + Story.ALATAU + ".demo")) {
            var page = visit.page();
            page.navigate("/cabinet/leads");
            var rows = page.locator("a.kv-row").count();
            page.waitForTimeout(1000);
            clock.advance(java.time.Duration.ofSeconds(1));
            story.request(complex, "Прямо сейчас", story.newPhone());
            var pill = page.locator("#live a.kv-news");
            for (int i = 0; i < 100 && pill.count() == 0; i++) {
                clock.advance(java.time.Duration.ofSeconds(1));
                page.waitForTimeout(200);
            }
            PlaywrightAssertions.assertThat(pill).isVisible();
            assertThat(page.locator("a.kv-row").count())
                    .as("the list stays where it is")
                    .isEqualTo(rows);
            pill.click(new Locator.ClickOptions());
            PlaywrightAssertions.assertThat(page.getByText("Прямо сейчас").first())
                    .isVisible();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** Presses the buttons of the first cards of a search. */
    private static void keep(TestBrowser.Visit visit, String list, int complexes) {
        for (int i = 0; i < complexes; i++) {
            visit.page().navigate("/ru/almaty/novostroyki");
            visit.page()
                    .locator(".kc-card form[action*='/" + list + "/'] button")
                    .nth(i)
                    .click();
            visit.page()
                    .locator(".kc-card form[action*='/" + list + "/'][action$='/removal']")
                    .nth(i)
                    .waitFor();
        }
    }

    private String aCall() {
        return story.call(story.reveal(story.guest(), complex).get("number").asString(), story.newPhone(), 75);
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

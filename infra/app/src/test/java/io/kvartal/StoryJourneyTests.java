package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A buyer's touch becomes a lead, a receipt and, where the developer forgot the buyer, somebody else's lead; and what of it is disputed is credited. One story,
 * told in order.
 */
@JourneyTest
@Order(2)
class StoryJourneyTests extends StoryChapter {
    private String complex;
    private Caller buyer;
    private String shownNumber;
    private String callerPhone;
    private String calledLead;
    private String call;
    private String formPhone;
    private String passport;
    private String forgottenLead;

    @BeforeAll
    void chooseAComplex() {
        complex = story.complexesOf(Story.ALATAU).getFirst();
    }

    // ---- the buyer ----

    @Test
    @Order(10)
    void aBuyerSearchesAndReadsInThreeLanguages() {
        var guest = story.guest();
        var found = guest.get("/api/v1/complexes?city=almaty&rooms=2&priceMax=60000000&sort=price")
                .expect(200)
                .json();
        assertThat(found.at("/page/totalItems").asInt()).isPositive();
        assertThat(found.at("/items/0/monthlyFrom/amount").asString()).isNotEmpty();
        assertThat(found.at("/units/matching").asInt()).isPositive();
        var names = new HashSet<String>();
        for (var lang : List.of("ru", "kk", "en")) {
            var results = guest.get("/" + lang + "/almaty/novostroyki?rooms=2")
                    .expect(200)
                    .text();
            assertThat(results).contains("<html lang=\"" + lang + "\"").contains("/" + lang + "/zhk/");
            var page = guest.get("/" + lang + "/zhk/" + complex).expect(200).text();
            assertThat(page).contains("<html lang=\"" + lang + "\"").contains("/request");
            names.add(page.substring(
                    page.indexOf("<h2 id=\"units-title\">"), page.indexOf("</h2>", page.indexOf("units-title"))));
        }
        assertThat(names).as("three languages").hasSize(3);
        guest.get("/ru/atlantis/novostroyki").expect(404);
    }

    @Test
    @Order(11)
    void aLoanIsCountedAndARefusalSaysWhy() {
        var quotes = story.guest()
                .get(
                        "/api/v1/mortgage-quotes?price=25000000&downPayment=5000000&months=300&programme=7-20-25&city=almaty")
                .expect(200)
                .json()
                .get("quotes");
        assertThat(quotes.size()).isEqualTo(1);
        assertThat(new BigDecimal(quotes.at("/0/payment/amount").asString())).isEqualByComparingTo("141356");
        assertThat(quotes.at("/0/schedule").size()).isEqualTo(300);
        var dear = story.guest()
                .get(
                        "/api/v1/mortgage-quotes?price=95000000&downPayment=20000000&months=300&programme=7-20-25&city=almaty")
                .expect(200)
                .json()
                .at("/quotes/0");
        assertThat(dear.get("fits").asBoolean()).isFalse();
        assertThat(dear.at("/obstacles/0/message").asString()).isNotEmpty();
    }

    // ---- the number ----

    @Test
    @Order(20)
    void theNumberAppearsOnlyAfterAClickAndStaysTheSame() {
        buyer = story.guest().cookie("kv_consent", "analytics");
        buyer.get("/ru/zhk/" + complex + "?utm_source=google&utm_medium=cpc&utm_campaign=autumn&utm_term=novostroyki")
                .expect(200);
        var shown = story.reveal(buyer, complex);
        shownNumber = shown.get("number").asString();
        assertThat(shown.get("kind").asString()).isEqualTo("dynamic");
        assertThat(Instant.parse(shown.get("expiresAt").asString())).isAfter(clock.instant());
        var unclicked = story.guest().get("/ru/zhk/" + complex).expect(200).text();
        assertThat(unclicked)
                .doesNotContain(shownNumber)
                .doesNotContain(shown.get("display").asString());
        assertThat(story.reveal(buyer, complex).get("number").asString()).isEqualTo(shownNumber);
        assertThat(story.reveal(story.guest(), complex).get("number").asString())
                .isNotEqualTo(shownNumber);
    }

    // ---- the call ----

    @Test
    @Order(30)
    void aCallIsOneLeadWithAttributionAndAReceipt() {
        clock.advance(Duration.ofMinutes(5));
        callerPhone = story.newPhone();
        call = story.call(shownNumber, callerPhone, 75);
        var lead = story.leadOfCall(Story.ALATAU, call);
        calledLead = lead.get("id").asString();
        assertThat(lead.get("complex").asString()).isEqualTo(complex);
        assertThat(lead.get("handling").asString()).isEqualTo("DEVELOPER");
        assertThat(lead.at("/buyer/phone").asString()).isEqualTo(callerPhone);
        assertThat(lead.get("verdict").asString()).isEqualTo("TARGET");

        var attribution = calls(call).get("attribution");
        assertThat(attribution.get("source").asString()).isEqualTo("google");
        assertThat(attribution.get("campaign").asString()).isEqualTo("autumn");
        assertThat(attribution.get("term").asString()).isEqualTo("novostroyki");
        assertThat(attribution.get("confidence").asString()).isEqualTo("exact");

        var receipt = story.head(Story.ALATAU)
                .get("/api/v1/cabinet/charges/" + lead.at("/charge/id").asString() + "/receipt")
                .expect(200)
                .json();
        assertThat(receipt.at("/receipt/verdict/code").asString()).isEqualTo("TARGET");
        assertThat(receipt.at("/receipt/contract/version").asInt()).isEqualTo(1);
        assertThat(receipt.at("/receipt/rules").toString()).contains("75").contains("40");
        assertThat(receipt.at("/charge/amount/currency").asString()).isEqualTo("KZT");
    }

    @Test
    @Order(31)
    void theRecordingPlaysFromAnySecondAndEveryListenIsWrittenDown() {
        var member = story.head(Story.ALATAU);
        story.await("the recording", () -> calls(call), seen -> seen.at("/recording/state")
                .asString()
                .equals("STORED"));
        var path = "/api/v1/cabinet/calls/" + call + "/recording";
        var listened = audited(call);
        var part = member.with("Range", "bytes=1000-1999").get(path).expect(206);
        assertThat(part.bytes()).hasSize(1000);
        assertThat(part.header("Content-Range")).startsWith("bytes 1000-1999/");
        var whole = member.get(path).expect(200);
        assertThat(whole.header("Content-Type")).startsWith("audio/");
        assertThat(java.util.Arrays.copyOfRange(whole.bytes(), 1000, 2000)).isEqualTo(part.bytes());
        member.with("Range", "bytes=999999999-").get(path).expect(416);
        assertThat(audited(call)).isGreaterThan(listened);
        story.guest().get(path).expect(401);
        story.head(Story.NOMAD).get(path).expect(404);
    }

    @Test
    @Order(32)
    void noticesRepeatedTenTimesInAnyOrderAreOneCallOneLeadOneCharge() {
        var caller = story.newPhone();
        var notices = story.shuffledNotices("story-" + UUID.randomUUID(), shownNumber, caller, clock.instant());
        var leadsBefore = story.leads(Story.ALATAU).size();
        var chargesBefore = story.charges(Story.ALATAU, MONTH).size();
        for (var notice : notices) {
            story.notice(notice.event(), "application/json", notice.body()).expect(200);
        }
        story.await(
                "the lead of the repeated call",
                () -> leadsOf(caller),
                found -> found.size() == 1 && found.getFirst().hasNonNull("charge"));
        for (var notice : notices.subList(0, 10)) {
            story.notice(notice.event(), "application/json", notice.body()).expect(200);
        }
        settle();
        assertThat(leadsOf(caller)).hasSize(1);
        assertThat(story.leads(Story.ALATAU)).hasSize(leadsBefore + 1);
        assertThat(story.charges(Story.ALATAU, MONTH)).hasSize(chargesBefore + 1);
        var calls = Story.items(story.head(Story.ALATAU)
                        .get("/api/v1/cabinet/calls?limit=100")
                        .expect(200)
                        .json())
                .filter(one -> one.get("callerPhone").asString("").equals(caller))
                .toList();
        assertThat(calls).hasSize(1);
    }

    @Test
    @Order(33)
    void theOtherShapeOfNoticesIsUnderstoodToo() {
        var caller = story.newPhone();
        var fields = new LinkedHashMap<String, String>();
        fields.put("phone", caller.substring(1));
        fields.put("call_date", Journeys.ALMATY.format(clock.instant().minusSeconds(100)));
        fields.put("call_type", "in");
        fields.put("user_call", "340944");
        fields.put("call_status", "PROPER");
        fields.put("call_duration", "61");
        fields.put("url", JourneyEnvironment.URL + "/ru/zhk/" + complex);
        fields.put("session_id", "abc");
        fields.put("substitution_type", "dynamic");
        fields.put("utm_source", "yandex");
        story.notice("after_call", "application/x-www-form-urlencoded", Caller.encoded(fields))
                .expect(200);
        story.await("the lead of the other shape", () -> leadsOf(caller), found -> found.size() == 1);
        story.guest()
                .post("/hooks/telephony/ringostat/not-the-secret?event=after_call", "application/json", "{}")
                .expect(404);
        story.notice("after_call", "application/json", "{\"a\":\"" + "x".repeat(300_000) + "\"}")
                .expect(413);
        story.notice("after_call", "application/json", "{\"call_id\":").expect(400);
    }

    // ---- the form ----

    @Test
    @Order(40)
    void aRequestHasAPromiseAndAPassportAndSilenceGoesToTheDeskFirst() {
        formPhone = story.newPhone();
        var accepted = story.request(complex, "Айгерім", formPhone);
        passport = accepted.get("passport").asString();
        forgottenLead = accepted.get("lead").asString();
        var promised = Instant.parse(accepted.get("promisedBy").asString());
        assertThat(promised).isAfter(clock.instant()).isBefore(clock.instant().plus(Duration.ofDays(1)));
        story.guest()
                .post(
                        "/api/v1/leads",
                        Map.of(
                                "complex",
                                complex,
                                "name",
                                "Без согласия",
                                "phone",
                                story.newPhone(),
                                "consents",
                                List.of()))
                .expect(422);

        var page = story.guest().get("/ru/request/" + passport).expect(200);
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(story.guest()
                        .get("/api/v1/requests/" + passport)
                        .expect(200)
                        .json()
                        .get("complex")
                        .asString())
                .isEqualTo(complex);
        story.guest().get("/api/v1/requests/" + "x".repeat(passport.length())).expect(404);

        clock.advance(Duration.between(clock.instant(), promised).plus(Duration.ofMinutes(5)));
        story.guest()
                .post("/api/v1/requests/" + passport + "/answer", Map.of("called", false))
                .expect(200);
        var first = story.await(
                        "the desk's next callback",
                        () -> story.staff("quality").post("/api/v1/desk/callbacks/next", "{}"),
                        next -> next.status() == 200)
                .json();
        assertThat(first.get("lead").asString()).isEqualTo(forgottenLead);
        assertThat(first.get("reason").asString()).isEqualTo("not-called");
        assertThat(first.at("/buyer/phone").asString()).isEqualTo(formPhone);
    }

    // ---- routing ----

    @Test
    @Order(50)
    void theContractDecidesWhoCalls() {
        assertThat(handling(Story.ALATAU)).isEqualTo("DEVELOPER");
        assertThat(handling(Story.NOMAD)).isEqualTo("DEVELOPER");
        assertThat(handling(Story.SAMAL)).isEqualTo("CALL_CENTRE");
        assertThat(handling(Story.TENGRI)).isEqualTo("CALL_CENTRE");
    }

    @Test
    @Order(51)
    void aDeveloperTakesALeadOfTheCallCentreAndSeesTheNumberThen() {
        var phone = story.newPhone();
        var lead = story.request(story.complexesOf(Story.TENGRI).getFirst(), "Ержан", phone)
                .get("lead")
                .asString();
        var before = story.lead(Story.TENGRI, lead);
        assertThat(before.at("/buyer/masked").asBoolean()).isTrue();
        assertThat(before.toString()).doesNotContain(phone);
        var member = story.user("sales@" + Story.TENGRI + ".demo");
        var taken = member.post("/api/v1/cabinet/leads/" + lead + "/acceptance", "{}")
                .expect(200)
                .json();
        assertThat(taken.get("handling").asString()).isEqualTo("DEVELOPER");
        assertThat(taken.at("/buyer/phone").asString()).isEqualTo(phone);
        assertThat(taken.get("stage").asString()).isEqualTo("IN_WORK");
        member.post("/api/v1/cabinet/leads/" + lead + "/acceptance", "{}").expect(409);
    }

    @Test
    @Order(52)
    void theCallCentreQualifiesALeadPaidByTheDealAndHandsItOverFixed() {
        var lead = story.request(story.complexesOf(Story.SAMAL).getFirst(), "Динара", story.newPhone())
                .get("lead")
                .asString();
        var desk = story.guest().signIn("operator@kvartal.demo");
        var page = "/desk/leads/" + lead;
        desk.submit(page, page + "/qualification", Map.of("classification", "target", "note", "ищет двухкомнатную"))
                .expect(303);
        desk.submit(page, page + "/hand-over", Map.of()).expect(303);
        var handed = story.lead(Story.SAMAL, lead);
        assertThat(handed.get("handling").asString()).isEqualTo("DEVELOPER");
        assertThat(handed.at("/buyer/masked").asBoolean()).isFalse();
        assertThat(kinds(handed)).contains("QUALIFIED", "HANDED_OVER");
        assertThat(Journeys.count("select count(*) from fixation.fixation where lead_id = ?", UUID.fromString(lead)))
                .isEqualTo(1);
    }

    // ---- the cabinet ----

    @Test
    @Order(60)
    void membersWorkTheirLeadsAndALateChangeIsAConflict() {
        var member = story.user("sales@" + Story.ALATAU + ".demo");
        var path = "/api/v1/cabinet/leads/" + calledLead;
        var version = story.lead(Story.ALATAU, calledLead).get("version").asInt();
        var moved = member.put(path + "/stage", Map.of("stage", "IN_WORK", "version", version))
                .expect(200)
                .json();
        assertThat(moved.get("stage").asString()).isEqualTo("IN_WORK");
        member.put(path + "/stage", Map.of("stage", "SHOWING", "version", version))
                .expect(409, 412);
        member.put(path + "/stage", Map.of("stage", "NONSENSE", "version", version + 1))
                .expect(422, 400);
        member.post(
                        path + "/contact-attempts",
                        Map.of("at", clock.instant().toString(), "outcome", "reached", "note", "договорились о показе"))
                .expect(201);
        var card = story.lead(Story.ALATAU, calledLead);
        assertThat(kinds(card)).contains("STAGE", "ATTEMPT");
        assertThat(card.hasNonNull("firstContactAt")).isTrue();
        assertThat(story.user("accountant@" + Story.ALATAU + ".demo")
                        .put(path + "/stage", Map.of("stage", "SHOWING", "version", version + 2))
                        .status())
                .isEqualTo(403);
    }

    // ---- the desk ----

    @Test
    @Order(70)
    void aForgottenBuyerGoesToAnotherDeveloperAndBothLedgersFollow() {
        var lost = story.lead(Story.ALATAU, forgottenLead);
        var lostCharge = lost.at("/charge/id").asString();
        var callback = story.callbackOf(forgottenLead);
        var done = story.outcome(
                callback.get("id").asString(), Map.of("result", "not-contacted", "note", "ждала звонка два часа"));
        assertThat(done.get("result").asString()).isEqualTo("not-contacted");
        var desk = story.staff("quality");
        var alternatives = Story.items(desk.get("/api/v1/desk/leads/" + forgottenLead + "/alternatives")
                        .expect(200)
                        .json())
                .toList();
        assertThat(alternatives).isNotEmpty();
        assertThat(alternatives)
                .allSatisfy(
                        one -> assertThat(one.at("/developer/slug").asString()).isNotEqualTo(Story.ALATAU));
        assertThat(alternatives.getFirst().get("rank").asInt()).isEqualTo(1);
        assertThat(alternatives.getFirst().get("reasons").size()).isPositive();

        var chosen = alternatives.getFirst();
        var winner = chosen.at("/developer/slug").asString();
        var path = "/api/v1/desk/leads/" + forgottenLead + "/reassignment";
        var complexOfWinner = chosen.get("complex").asString();
        desk.post(path, Map.of("complex", complexOfWinner, "consent", false)).expect(409, 422);
        var second = desk.post(path, Map.of("complex", complexOfWinner, "consent", true))
                .expect(201)
                .json()
                .get("lead")
                .asString();
        desk.post(path, Map.of("complex", complexOfWinner, "consent", true)).expect(409);

        var first = story.lead(Story.ALATAU, forgottenLead);
        assertThat(first.hasNonNull("lost")).isTrue();
        assertThat(kinds(first)).contains("REASSIGNED_AWAY");
        assertThat(first.toString())
                .as("says nothing of the winner")
                .doesNotContain(winner)
                .doesNotContain(second);
        if (!lostCharge.isEmpty()) {
            assertThat(first.at("/charge/credited/amount").asString())
                    .isEqualTo(lost.at("/charge/amount/amount").asString());
        }
        var gained = story.lead(winner, second);
        assertThat(gained.at("/buyer/phone").asString()).isEqualTo(formPhone);
        assertThat(gained.get("complex").asString()).isEqualTo(complexOfWinner);
        assertThat(kinds(gained)).contains("REASSIGNED_HERE");
        if (gained.get("model").asString().equals("CPL")) {
            assertThat(gained.at("/charge/amount/currency").asString()).isEqualTo("KZT");
        }
        assertThat(story.trialBalance().get("balanced").asBoolean()).isTrue();
        story.head(Story.ALATAU).get("/api/v1/cabinet/leads/" + second).expect(404);
    }

    // ---- the dispute ----

    @Test
    @Order(80)
    void anUpheldDisputeMakesACreditNoteAndTheOriginalStays() {
        var charge = story.lead(Story.ALATAU, calledLead).at("/charge/id").asString();
        var path = "/api/v1/cabinet/leads/" + calledLead + "/dispute";
        var member = story.head(Story.ALATAU);
        member.post(path, Map.of("reason", "non-target", "comment", "без секунды"))
                .expect(422);
        var dispute = member.post(path, Map.of("reason", "non-target", "comment", "об аренде", "atSecond", 12))
                .expect(201)
                .json();
        member.post(path, Map.of("reason", "non-target", "comment", "ещё раз", "atSecond", 12))
                .expect(409);
        var decision = Map.of("verdict", "upheld", "remedy", "credit", "note", "на записи говорят об аренде");
        var decided = story.staff("quality")
                .post("/api/v1/desk/disputes/" + dispute.get("id").asString() + "/decision", decision)
                .expect(200)
                .json();
        assertThat(decided.at("/decision/verdict").asString()).isEqualTo("upheld");

        var receipt = member.get("/api/v1/cabinet/charges/" + charge + "/receipt")
                .expect(200)
                .json();
        assertThat(receipt.at("/charge/amount/amount").asString())
                .as("the original")
                .isEqualTo(receipt.at("/charge/credited/amount").asString());
        assertThat(receipt.get("credits").size()).isEqualTo(1);
        assertThat(new BigDecimal(receipt.at("/charge/rest/amount").asString())).isZero();
        assertThat(story.trialBalance().get("balanced").asBoolean()).isTrue();
    }

    private JsonNode calls(String id) {
        return story.head(Story.ALATAU)
                .get("/api/v1/cabinet/calls/" + id)
                .expect(200)
                .json();
    }

    private List<JsonNode> leadsOf(String phone) {
        return story.leads(Story.ALATAU).stream()
                .filter(lead -> lead.at("/buyer/phone").asString("").equals(phone))
                .toList();
    }

    private String handling(String developer) {
        var lead = story.request(story.complexesOf(developer).getFirst(), "Нұрлан", story.newPhone());
        return story.lead(developer, lead.get("lead").asString())
                .get("handling")
                .asString();
    }

    private static List<String> kinds(JsonNode card) {
        var kinds = new ArrayList<String>();
        card.get("timeline").forEach(entry -> kinds.add(entry.get("kind").asString()));
        return kinds;
    }

    private static long audited(String call) {
        return Journeys.count("select count(*) from platform.audit where subject like '%' || ? || '%'", call);
    }
}

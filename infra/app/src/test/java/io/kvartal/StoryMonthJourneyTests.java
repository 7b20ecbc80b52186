package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the story comes to at the end of its month: an invoice that is paid, a plan and its fact, a survey, a report. */
@JourneyTest
@Order(3)
class StoryMonthJourneyTests extends StoryChapter {
    @Test
    @Order(90)
    void aMonthIsOneInvoicePaidThroughTheHostedPage() {
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        var first = story.closeMonth(MONTH);
        assertThat(first.get("parked").size())
                .as(first.get("parked").toString())
                .isZero();
        var again = story.closeMonth(MONTH);
        assertThat(again.get("created").size()).isZero();

        var invoice = story.await(
                        "the finalised invoice",
                        () -> story.invoices(Story.ALATAU),
                        all -> all.size() == 1 && payment(all.getFirst()).status() == 303)
                .getFirst();
        assertThat(invoice.get("period").asString()).isEqualTo(MONTH);
        var net = amount(invoice, "net");
        assertThat(net).isPositive();
        var rest = story.charges(Story.ALATAU, MONTH).stream()
                .map(charge -> amount(charge, "rest"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(net).isEqualByComparingTo(rest);
        assertThat(amount(invoice, "total")).isEqualByComparingTo(net.add(amount(invoice, "vat")));

        var id = invoice.get("id").asString();
        var accountant = story.user("accountant@" + Story.ALATAU + ".demo");
        var pdf = accountant.get("/api/v1/cabinet/invoices/" + id + "/pdf").expect(200);
        assertThat(new String(pdf.bytes(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        assertThat(accountant
                        .get("/api/v1/cabinet/invoices/" + id)
                        .expect(200)
                        .json()
                        .get("lines")
                        .size())
                .isPositive();

        var page = URI.create(payment(invoice).header("Location")).getPath();
        var guest = story.guest();
        assertThat(guest.submit(page, page, Map.of("choice", "decline")).status())
                .isEqualTo(422);
        guest.submit(page, page, Map.of("card", "4242 4242 4242 4242", "choice", "pay"))
                .expect(303);
        var paid = story.await(
                "the paid invoice",
                () -> accountant
                        .get("/api/v1/cabinet/invoices/" + id)
                        .expect(200)
                        .json(),
                seen -> seen.get("state").asString().equals("PAID"));
        assertThat(amount(paid, "paid")).isEqualByComparingTo(amount(paid, "total"));
        settle();
        assertThat(amount(accountant.get("/api/v1/cabinet/invoices/" + id).json(), "paid"))
                .as("webhooks come several times")
                .isEqualByComparingTo(amount(paid, "total"));
        var balance = story.trialBalance();
        assertThat(balance.get("balanced").asBoolean()).isTrue();
        assertThat(new BigDecimal(balance.at("/total/amount").asString())).isZero();
        story.guest()
                .post("/hooks/stripe", "application/json", "{\"id\":\"evt_forged\"}")
                .expect(400, 401, 403);
    }

    @Test
    @Order(100)
    void anAccountManagerSeesPlanAndFactOfEveryDeveloper() {
        var manager = story.staff("manager");
        var all =
                Story.items(manager.get("/api/v1/portfolio").expect(200).json()).toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(12);
        var one = manager.get("/api/v1/portfolio/" + Story.ALATAU).expect(200).json();
        assertThat(one.get("model").asString()).isEqualTo("CPL");
        assertThat(one.at("/plan/plan").asInt()).isEqualTo(90);
        manager.get("/api/v1/portfolio/nobody").expect(404);
        story.staff("operator").get("/api/v1/portfolio").expect(403);
    }

    @Test
    @Order(101)
    void aWaveAsksByMailCountsOnceAndADetractorOpensATask() {
        var manager = story.staff("manager");
        var wave = manager.post("/api/v1/surveys/waves", Map.of("quarter", "2026-Q4"))
                .expect(200)
                .json();
        assertThat(wave.get("invited").asInt()).isPositive();
        var link = story.await(
                        "the letter",
                        () -> links(story.lettersTo("head@" + Story.ALATAU + ".demo")),
                        found -> !found.isEmpty())
                .getFirst();
        var page = URI.create(link).getPath();
        var guest = story.guest();
        guest.get(page).expect(200);
        guest.get(page).expect(200);
        guest.submit(page, page, Map.of("score", "4", "comment", "мало заявок")).expect(303);
        assertThat(guest.get(page).expect(200).text())
                .as("an answered link asks nothing more")
                .doesNotContain("name=\"score\"");
        var score = manager.get("/api/v1/surveys/waves/2026-Q4").expect(200).json();
        assertThat(score.get("answers").asInt()).isEqualTo(1);
        assertThat(score.get("detractors").asInt()).isEqualTo(1);
        assertThat(score.get("score").asDouble()).isEqualTo(-100.0);
        var board = story.guest()
                .signIn("manager@kvartal.demo")
                .get("/portfolio/nps")
                .expect(200)
                .text();
        assertThat(board).contains("мало заявок").contains("/portfolio/nps/tasks/");
    }

    @Test
    @Order(102)
    void theMonthlyReportIsAPageAndAPaper() {
        var member = story.guest().signIn("head@" + Story.ALATAU + ".demo");
        assertThat(member.get("/cabinet/reports/" + MONTH).expect(200).text()).contains("<h1");
        var pdf = member.get("/cabinet/reports/" + MONTH + "/pdf").expect(200);
        assertThat(new String(pdf.bytes(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        var json = story.head(Story.ALATAU)
                .get("/api/v1/cabinet/reports/" + MONTH)
                .expect(200)
                .json();
        assertThat(json.at("/developer/slug").asString()).isEqualTo(Story.ALATAU);
        story.staff("manager");
        var manager = story.guest().signIn("manager@kvartal.demo");
        manager.get("/portfolio/" + Story.ALATAU + "/reports/" + MONTH + "/pdf").expect(200);
    }

    private Answer payment(JsonNode invoice) {
        return story.user("accountant@" + Story.ALATAU + ".demo")
                .get("/api/v1/cabinet/invoices/" + invoice.get("id").asString() + "/payment");
    }

    private static BigDecimal amount(JsonNode of, String name) {
        return new BigDecimal(of.at("/" + name + "/amount").asString());
    }

    private static List<String> links(List<JsonNode> letters) {
        var links = new ArrayList<String>();
        letters.forEach(letter -> letter.get("links").forEach(link -> links.add(link.asString())));
        return links.stream().filter(link -> link.contains("/nps/")).toList();
    }
}

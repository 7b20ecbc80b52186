package io.kvartal.verdict;

import static io.kvartal.verdict.Contacts.MONDAY;
import static io.kvartal.verdict.Contacts.call;
import static io.kvartal.verdict.Contacts.days;
import static io.kvartal.verdict.Contacts.excluded;
import static io.kvartal.verdict.Contacts.form;
import static io.kvartal.verdict.Contacts.missed;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Money;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.History.Earlier;
import io.kvartal.verdict.Receipt.EvaluatedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictEngineTests {
    private static final UUID LEAD = new UUID(3, 3);
    private static final Classification TARGET = Classification.target("operator", MONDAY);
    private static final Classification RENT = Classification.nonTarget("rent", "operator", MONDAY);
    private static final Terms USUAL = Terms.defaults();
    private static final Instant NIGHT = Instant.parse("2026-11-16T18:00:00Z");

    private static Receipt judge(ContactFacts facts, Terms terms, History history) {
        return VerdictEngine.judge(facts, SampleContracts.cplWith(terms), history);
    }

    private static Earlier billed(Instant at, String complex) {
        return new Earlier(new UUID(1, at.getEpochSecond()), LEAD, Channel.CALL, at, complex, true, true, null);
    }

    private static History after(Earlier... earlier) {
        return new History(List.of(earlier), null, List.of(), 0, 0);
    }

    private static History claimed(Instant at) {
        return new History(List.of(), null, List.of(new ClientClaim("aa", at, null)), 0, 0);
    }

    private static History counted(int today, int month) {
        return new History(List.of(), null, List.of(), today, month);
    }

    private static ContactFacts at(Instant at, ContactFacts facts) {
        return new ContactFacts(
                facts.contact(),
                facts.channel(),
                at,
                facts.person(),
                facts.exclusion(),
                facts.answered(),
                facts.waitSec(),
                facts.talkSec(),
                facts.complex(),
                null,
                null,
                null,
                null,
                null);
    }

    /** Every outcome, by contact, terms and history. */
    static Stream<Arguments> outcomes() {
        var hidden = Contacts.contact(UUID.randomUUID(), Channel.CALL, MONDAY, null, true, 100, "park");
        var form = Contacts.contact(UUID.randomUUID(), Channel.FORM, MONDAY, "aa", false, 0, "park");
        return Stream.of(
                Arguments.of("a long answered call", call(), USUAL, History.NONE, "TARGET", null),
                Arguments.of("a hidden caller", hidden, USUAL, History.NONE, "UNVERIFIABLE", null),
                Arguments.of(
                        "a hidden caller, verified", hidden.classified(TARGET), USUAL, History.NONE, "TARGET", null),
                Arguments.of("a robot", excluded("robot"), USUAL, History.NONE, "EXCLUDED", "robot"),
                Arguments.of("a code the contract does not list", excluded("odd"), USUAL, History.NONE, "TARGET", null),
                Arguments.of("a missed call", missed(), USUAL, History.NONE, "MISSED", "not-returned"),
                Arguments.of("missed, returned", missed().returned(50), USUAL, History.NONE, "TARGET", null),
                Arguments.of("missed, returned in short", missed().returned(5), USUAL, History.NONE, "TOO_SHORT", null),
                Arguments.of(
                        "missed, never billable",
                        missed().returned(50),
                        USUAL.withMissed(MissedRule.NOT_BILLABLE),
                        History.NONE,
                        "MISSED",
                        "in-hours"),
                Arguments.of(
                        "missed, always billable",
                        missed(),
                        USUAL.withMissed(MissedRule.BILLABLE),
                        History.NONE,
                        "TARGET",
                        null),
                Arguments.of(
                        "missed at night",
                        at(NIGHT, missed()),
                        USUAL.withMissed(MissedRule.BILLABLE),
                        History.NONE,
                        "MISSED",
                        "out-of-hours"),
                Arguments.of("a form nobody answered", form, USUAL, History.NONE, "MISSED", "awaiting-contact"),
                Arguments.of("a form, buyer reached", form.reached(), USUAL, History.NONE, "TARGET", null),
                Arguments.of("a form, qualified", form.classified(TARGET), USUAL, History.NONE, "TARGET", null),
                Arguments.of(
                        "at the call centre",
                        call().atCallCentre(),
                        USUAL,
                        History.NONE,
                        "NEEDS_LISTENING",
                        "call-centre"),
                Arguments.of(
                        "qualified there",
                        call().atCallCentre().classified(TARGET),
                        USUAL,
                        History.NONE,
                        "TARGET",
                        null),
                Arguments.of("19 seconds", call(MONDAY, "aa", 19), USUAL, History.NONE, "TOO_SHORT", null),
                Arguments.of("20 seconds", call(MONDAY, "aa", 20), USUAL, History.NONE, "NEEDS_LISTENING", "band"),
                Arguments.of("39 seconds", call(MONDAY, "aa", 39), USUAL, History.NONE, "NEEDS_LISTENING", "band"),
                Arguments.of("40 seconds", call(MONDAY, "aa", 40), USUAL, History.NONE, "TARGET", null),
                Arguments.of(
                        "in the band, heard",
                        call(MONDAY, "aa", 30).classified(TARGET),
                        USUAL,
                        History.NONE,
                        "TARGET",
                        null),
                Arguments.of(
                        "the same person",
                        call(),
                        USUAL,
                        after(billed(days(-59), "lake")),
                        "DUPLICATE",
                        LEAD.toString()),
                Arguments.of("after the window", call(), USUAL, after(billed(days(-60), "park")), "TARGET", null),
                Arguments.of(
                        "another complex",
                        call(),
                        USUAL.withUniqueness(60, UniquenessScope.COMPLEX, UniquenessAnchor.FIRST_BILLED),
                        after(billed(days(-1), "lake")),
                        "TARGET",
                        null),
                Arguments.of("a known client", call(), USUAL, claimed(days(-5)), "KNOWN_CLIENT", days(-5).toString()),
                Arguments.of("a claim made later", call(), USUAL, claimed(days(1)), "TARGET", null),
                Arguments.of("a claim long over", call(), USUAL, claimed(days(-91)), "TARGET", null),
                Arguments.of("over the day", call(), USUAL.withCaps(null, 3), counted(3, 3), "OVER_CAP", "daily"),
                Arguments.of("over the month", call(), USUAL.withCaps(9, null), counted(0, 9), "OVER_CAP", "monthly"),
                Arguments.of("within the caps", call(), USUAL.withCaps(9, 3), counted(2, 8), "TARGET", null),
                Arguments.of(
                        "somebody heard rent", call().classified(RENT), USUAL, History.NONE, "NON_TARGET", "rent"));
    }

    @ParameterizedTest(name = "{0} is {4}")
    @MethodSource("outcomes")
    void everyOutcome(String name, ContactFacts facts, Terms terms, History history, String code, String detail) {
        var verdict = judge(facts, terms, history).verdict();
        assertThat(verdict.code()).isEqualTo(code);
        assertThat(verdict.detail()).isEqualTo(detail);
        assertThat(verdict.billable()).isEqualTo(code.equals("TARGET"));
    }

    /** All reasons hold at once; taking away the one that fires uncovers the next in the order of the contract. */
    @Test
    void theFirstRuleInTheOrderIsTheReason() {
        var person = call();
        var everything = new ContactFacts(
                person.contact(),
                Channel.CALL,
                MONDAY,
                null,
                "robot",
                false,
                7,
                5,
                "park",
                null,
                null,
                RENT,
                null,
                null,
                true,
                null);
        var capped = USUAL.withCaps(1, 1);
        var history = new History(
                List.of(billed(days(-1), "park")), null, List.of(new ClientClaim("aa", days(-3), null)), 1, 1);
        assertThat(judge(everything, capped, history).rule()).isEqualTo("identified");
        assertThat(judge(with(everything, "aa", "robot", false, 5), capped, history)
                        .rule())
                .isEqualTo("exclusion");
        assertThat(judge(with(everything, "aa", null, false, 5), capped, history)
                        .rule())
                .isEqualTo("answered");
        assertThat(judge(with(everything, "aa", null, true, 5), capped, history).rule())
                .isEqualTo("talk");
        assertThat(judge(with(everything, "aa", null, true, 90), capped, history)
                        .rule())
                .isEqualTo("uniqueness");
        assertThat(judge(
                                with(everything, "aa", null, true, 90),
                                capped,
                                new History(List.of(), null, history.claims(), 1, 1))
                        .rule())
                .isEqualTo("known-client");
        assertThat(judge(with(everything, "aa", null, true, 90), capped, counted(1, 1))
                        .rule())
                .isEqualTo("cap");
        assertThat(judge(with(everything, "aa", null, true, 90), USUAL, History.NONE)
                        .rule())
                .isEqualTo("classification");
        assertThat(judge(call(), USUAL, History.NONE).rule()).isEqualTo("target");
    }

    private static ContactFacts with(ContactFacts facts, String person, String exclusion, boolean answered, int talk) {
        return new ContactFacts(
                facts.contact(),
                facts.channel(),
                facts.at(),
                person,
                exclusion,
                answered,
                7,
                talk,
                "park",
                null,
                null,
                facts.classification(),
                null,
                null);
    }

    @Test
    void theReceiptNamesEveryRuleUpToTheOneThatFiredWithItsValues() {
        var receipt = judge(call(MONDAY, "aa", 12), USUAL, History.NONE);
        assertThat(receipt.evaluated())
                .extracting(EvaluatedRule::rule)
                .containsExactly("identified", "exclusion", "channel", "answered", "call-centre", "talk");
        assertThat(receipt.evaluated())
                .extracting(EvaluatedRule::fired)
                .endsWith(true)
                .doesNotContain((Boolean) null);
        assertThat(receipt.evaluated().getLast().values())
                .contains(new Receipt.Compared("talkSec", "12"), new Receipt.Compared("minTalkSec", "40"));
        assertThat(receipt.ruleSet()).isEqualTo("2026-1");
        assertThat(receipt.contractVersion()).isEqualTo(1);
    }

    @Test
    void aChannelOutsideTheContractIsExcluded() {
        var calls = USUAL.withChannels(Set.of(Channel.CALL));
        assertThat(judge(form(MONDAY, "aa"), calls, History.NONE).verdict()).isEqualTo(new Verdict.Excluded("channel"));
    }

    @Test
    void aShorterWindowInANewContractDoesNotShortenWhatTheOldOnePromised() {
        var promised = new Earlier(
                new UUID(1, 1), LEAD, Channel.CALL, days(-40), "park", true, true, new Window(days(-40), days(20)));
        var thirty = USUAL.withUniqueness(30, UniquenessScope.DEVELOPER, UniquenessAnchor.FIRST_BILLED);
        assertThat(judge(call(), thirty, after(promised)).verdict().code()).isEqualTo("DUPLICATE");
    }

    @Test
    void thePriceIsThatOfTheContractInForceWhenTheLeadWasCreated() {
        var old = SampleContracts.version(SampleContracts.cpl(), 1);
        var dearer = SampleContracts.version(
                SampleContracts.cpl().withPrices(List.of(io.kvartal.contract.PriceRule.all(Money.kzt(99_000)))), 2);
        var priced = VerdictEngine.judge(call(), dearer, old, History.NONE).price();
        assertThat(priced.amount()).isEqualTo(Money.kzt(15_000));
        assertThat(priced.contractVersion()).isEqualTo(1);
    }

    @Test
    void whatTheCallTrackerThinksIsMarkedAndDecidesNothing() {
        var call = call();
        var vendorSaysNo = new ContactFacts(
                call.contact(), Channel.CALL, MONDAY, "aa", null, true, 7, 100, "park", null, null, null, false, true);
        var receipt = judge(vendorSaysNo, USUAL, History.NONE);
        assertThat(receipt.verdict().billable()).isTrue();
        assertThat(receipt.vendorDiffers()).isTrue();
        assertThat(judge(call, USUAL, History.NONE).vendorDiffers()).isFalse();
    }

    @Test
    void aReceiptReadBackIsTheSameReceipt() {
        outcomes().forEach(row -> {
            var given = row.get();
            var receipt = judge((ContactFacts) given[1], (Terms) given[2], (History) given[3]);
            var text = ReceiptJson.write(receipt);
            assertThat(ReceiptJson.receipt(text)).isEqualTo(receipt);
            assertThat(ReceiptJson.write(ReceiptJson.receipt(text))).isEqualTo(text);
            assertThat(ReceiptJson.facts(ReceiptJson.write(receipt.facts()))).isEqualTo(receipt.facts());
        });
    }

    /** What is in the database must be readable for ever: a change of this text is a change of every stored receipt. */
    @Test
    void theWrittenFormIsStable() {
        var facts = Contacts.contact(new UUID(0, 5), Channel.CALL, MONDAY, "aa", true, 12, "park");
        assertThat(ReceiptJson.write(judge(facts, USUAL, History.NONE)))
                .startsWith(
                        "{\"verdict\":{\"code\":\"TOO_SHORT\"},\"rule\":\"talk\",\"evaluated\":[{\"rule\":\"identified\","
                            + "\"fired\":false,\"values\":[{\"name\":\"caller\",\"value\":\"known\"},"
                            + "{\"name\":\"qualified\",\"value\":\"false\"}]}")
                .endsWith(
                        "\"facts\":{\"contact\":\"00000000-0000-0000-0000-000000000005\",\"channel\":\"CALL\","
                            + "\"at\":\"2026-11-16T06:00:00Z\",\"person\":\"aa\",\"exclusion\":null,\"answered\":true,\"waitSec\":7,"
                            + "\"talkSec\":12,\"complex\":\"park\",\"room\":null,\"source\":null,\"classification\":null,"
                            + "\"vendorTarget\":null,\"vendorUnique\":null,\"byCallCentre\":false,\"returnedTalkSec\":null}}");
    }

    @Test
    void windowsAreMeasuredOnInstants() {
        var first = billed(MONDAY, "park");
        var edge = MONDAY.plus(Duration.ofDays(60));
        assertThat(judge(call(edge.minusMillis(1), "aa", 60), USUAL, after(first))
                        .verdict()
                        .code())
                .isEqualTo("DUPLICATE");
        assertThat(judge(call(edge, "aa", 60), USUAL, after(first)).verdict().code())
                .isEqualTo("TARGET");
    }
}

package io.kvartal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Contract;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.verdict.Timeline.Background;
import io.kvartal.verdict.Timeline.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What rule sets have in common, and what is new in each. */
class RuleSetTests {
    private static final Instant DECEMBER = Instant.parse("2026-12-10T06:00:00Z");
    private static final int RUNS = 2_000;

    private static Random random() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RuleSetTests seed " + seed);
        return new Random(seed);
    }

    /** Ten thousand receipts of the first rule set, as they were on the day before there was a second one. */
    @Test
    void theFirstRuleSetSaysBitForBitWhatItAlwaysSaid() throws Exception {
        var histories = new Histories(new Random(20261), Instant.parse("2026-03-01T00:00:00Z"), Duration.ofDays(270));
        var sha = MessageDigest.getInstance("SHA-256");
        var count = 0;
        for (int run = 0; run < 500; run++) {
            var contract = histories.contract(histories.terms());
            for (var receipt : Timeline.judge(
                            histories.entries(40), at -> contract, new Background(histories.claims(), Map.of()))
                    .values()) {
                sha.update(ReceiptJson.write(receipt).getBytes(StandardCharsets.UTF_8));
                count++;
            }
        }
        assertThat(count).isEqualTo(10_127);
        assertThat(HexFormat.of().formatHex(sha.digest()))
                .isEqualTo("498669e21902dd802da4d0af171ef06d80008529dabaecfd4136fc91d960211c");
    }

    @Test
    void aContactIsJudgedByTheRulesOfItsTime() {
        var edge = Instant.parse("2026-11-30T19:00:00Z");
        assertThat(RuleSets.at(edge.minusNanos(1)).name()).isEqualTo("2026-1");
        assertThat(RuleSets.at(edge).name()).isEqualTo("2026-2");
        assertThat(RuleSets.all()).extracting(RuleSet::name).doesNotHaveDuplicates();
        assertThat(RuleSets.all()).isSortedAccordingTo(java.util.Comparator.comparing(RuleSet::validFrom));
    }

    private static Terms terms(Integer concurrency, Set<String> actions) {
        var usual = Terms.defaults();
        return new Terms(
                usual.minTalkSec(),
                usual.reviewFromSec(),
                usual.uniquenessDays(),
                usual.uniquenessScope(),
                usual.uniquenessAnchor(),
                usual.missedInHours(),
                usual.crossChannelMerge(),
                usual.channels(),
                usual.exclusions(),
                usual.existingClientDays(),
                usual.attributionDays(),
                null,
                null,
                concurrency,
                actions);
    }

    private static List<String> codes(Contract contract, ContactFacts... facts) {
        var entries = java.util.stream.Stream.of(facts)
                .map(one -> new Entry(one.contact(), one))
                .toList();
        return Timeline.judge(entries, at -> contract, Background.NONE).values().stream()
                .map(receipt -> receipt.verdict().code())
                .toList();
    }

    @Test
    void moreBilledCallsAtOneTimeThanAgreedAreOverTheCap() {
        var two = SampleContracts.cplWith(terms(2, null));
        // seven seconds of waiting and a hundred of talk: the first line is free again after 107
        assertThat(codes(
                        two,
                        Contacts.call(DECEMBER, "aa", 100),
                        Contacts.call(DECEMBER.plusSeconds(10), "bb", 500),
                        Contacts.call(DECEMBER.plusSeconds(106), "cc", 100),
                        Contacts.call(DECEMBER.plusSeconds(107), "dd", 100)))
                .containsExactly("TARGET", "TARGET", "OVER_CAP", "TARGET");
        assertThat(codes(
                        two,
                        Contacts.call(Contacts.MONDAY, "aa", 100),
                        Contacts.call(Contacts.MONDAY.plusSeconds(1), "bb", 100),
                        Contacts.call(Contacts.MONDAY.plusSeconds(2), "cc", 100)))
                .as("before the rule was agreed on")
                .containsExactly("TARGET", "TARGET", "TARGET");
    }

    @Test
    void whatTheContractDoesNotPayForIsNoTarget() {
        var prices = SampleContracts.cplWith(terms(null, Set.of("price")));
        var heard = Classification.target("listener", DECEMBER);
        var call = Contacts.call(DECEMBER, "aa", 100);
        assertThat(VerdictEngine.judge(call.classified(heard.asking("mortgage")), prices, History.NONE)
                        .verdict())
                .isEqualTo(new Verdict.NonTarget("action-mortgage"));
        assertThat(codes(prices, call.classified(heard.asking("price")))).containsExactly("TARGET");
        assertThat(codes(prices, call.classified(heard))).containsExactly("TARGET");
        assertThat(codes(SampleContracts.cplWith(terms(null, null)), call.classified(heard.asking("mortgage"))))
                .containsExactly("TARGET");
    }

    @Test
    void theReceiptSaysWhyTheCallTrackerIsNotFollowed() {
        var call = Contacts.call(DECEMBER, "aa", 5);
        var flagged = new ContactFacts(
                call.contact(), call.channel(), DECEMBER, "aa", null, true, 7, 5, "park", null, null, null, true, true);
        var receipt = VerdictEngine.judge(flagged, SampleContracts.cplWith(Terms.defaults()), History.NONE);
        assertThat(receipt.vendor()).isEqualTo(new VendorDifference(true, true, true, "target", "talk"));
        var text = ReceiptJson.write(receipt);
        assertThat(text)
                .endsWith("\"vendor\":{\"target\":true,\"unique\":true,\"vendorBillable\":true,\"flag\":\"target\","
                        + "\"rule\":\"talk\"}}");
        assertThat(ReceiptJson.receipt(text)).isEqualTo(receipt);
    }

    @Test
    void historiesAreReadBackAsTheyWere() {
        var window = new Window(DECEMBER, DECEMBER.plusSeconds(5));
        var earlier = new History.Earlier(
                new UUID(0, 1), null, io.kvartal.contract.Channel.FORM, DECEMBER, "", false, true, window);
        var history =
                new History(List.of(earlier), earlier, List.of(new History.ClientClaim("aa", DECEMBER, null)), 3, 0, 2);
        assertThat(ReceiptJson.history(ReceiptJson.write(history))).isEqualTo(history);
        assertThat(ReceiptJson.write(History.NONE)).isNull();
        assertThat(ReceiptJson.history(null)).isEqualTo(History.NONE);
    }

    // ---- properties, over both rule sets ----

    private static Histories histories(Random random) {
        return new Histories(random, Instant.parse("2026-10-15T00:00:00Z"), Duration.ofDays(100));
    }

    private static Terms anyTerms(Random random, Histories histories) {
        var terms = histories.terms();
        return random.nextInt(4) > 0
                ? terms
                : new Terms(
                        terms.minTalkSec(),
                        terms.reviewFromSec(),
                        terms.uniquenessDays(),
                        terms.uniquenessScope(),
                        terms.uniquenessAnchor(),
                        terms.missedInHours(),
                        terms.crossChannelMerge(),
                        terms.channels(),
                        terms.exclusions(),
                        terms.existingClientDays(),
                        terms.attributionDays(),
                        terms.monthlyCap(),
                        terms.dailyCap(),
                        1,
                        terms.targetActions());
    }

    @Test
    void theFastDecisionIsTheReceiptsVerdict() {
        var random = random();
        var compared = 0;
        for (int run = 0; run < RUNS; run++) {
            var histories = histories(random);
            var contract = histories.contract(anyTerms(random, histories));
            var entries = histories.entries(40);
            var background = new Background(histories.claims(), Map.of());
            var receipts = Timeline.judge(entries, at -> contract, background);
            for (var step : Timeline.decide(entries, Agreements.of(List.of(contract)), background)) {
                var receipt = receipts.get(step.facts().contact());
                assertThat(step.receipt()).isEqualTo(receipt);
                assertThat(step.decision())
                        .isEqualTo(new Decision(
                                receipt.verdict(),
                                receipt.rule(),
                                receipt.replaces(),
                                receipt.window(),
                                receipt.price()));
                var again = VerdictEngine.explain(
                        step.rules(),
                        step.facts(),
                        Agreement.of(contract),
                        Agreement.of(contract),
                        ReceiptJson.history(ReceiptJson.write(step.history())));
                assertThat(ReceiptJson.hash(again)).isEqualTo(ReceiptJson.hash(receipt));
                compared++;
            }
        }
        System.out.println(compared + " decisions are their receipts' verdicts");
        assertThat(compared).isGreaterThan(10_000);
    }

    @Test
    void theOrderOfArrivalAndRepetitionsChangeNothing() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var histories = histories(random);
            var contract = histories.contract(anyTerms(random, histories));
            var entries = new ArrayList<>(histories.entries(30));
            var background = new Background(histories.claims(), Map.of());
            var inOrder = Timeline.judge(entries, at -> contract, background);
            // what is known is a map: a fact told again stands where it stood
            var told = new HashMap<UUID, Entry>();
            entries.addAll(entries.subList(0, random.nextInt(entries.size())));
            Collections.shuffle(entries, random);
            entries.forEach(entry -> told.put(entry.facts().contact(), entry));
            assertThat(Timeline.judge(told.values(), at -> contract, background))
                    .isEqualTo(inOrder);
        }
    }

    /**
     * In number, and so in money where one price holds for all: with FIRST_BILLED, no cap, no claim and no window that another contract promised. Windows of
     * one length pack best when nobody is turned away. With caps a contact that falls away makes room for another, and with prices by complex it may be a
     * dearer one.
     */
    @Test
    void raisingTheTalkThresholdNeverRaisesTheNumberBilled() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var histories = histories(random);
            var terms = histories
                    .terms()
                    .withCaps(null, null)
                    .withUniqueness(
                            1 + random.nextInt(90),
                            UniquenessScope.values()[random.nextInt(2)],
                            UniquenessAnchor.FIRST_BILLED);
            var higher = terms.withMinTalkSec(Math.min(180, terms.minTalkSec() + 1 + random.nextInt(60)));
            var entries = histories.entries(40);
            assertThat(billed(SampleContracts.cplWith(higher), entries))
                    .isLessThanOrEqualTo(billed(SampleContracts.cplWith(terms), entries));
        }
    }

    private static long billed(Contract contract, List<Entry> entries) {
        return Timeline.decide(entries, Agreements.of(List.of(contract)), Background.NONE).stream()
                .filter(step -> step.decision().verdict().billable())
                .count();
    }

    @Test
    void billedIsAtMostPersonsAndPersonsAtMostContacts() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var histories = histories(random);
            var terms = anyTerms(random, histories)
                    .withUniqueness(200, UniquenessScope.DEVELOPER, UniquenessAnchor.values()[random.nextInt(3)]);
            var entries = histories.entries(40);
            var hidden = entries.stream()
                    .filter(entry -> entry.facts().person() == null)
                    .count();
            var persons = hidden
                    + entries.stream()
                            .map(entry -> entry.facts().person())
                            .filter(java.util.Objects::nonNull)
                            .distinct()
                            .count();
            assertThat(billed(SampleContracts.cplWith(terms), entries)).isLessThanOrEqualTo(persons);
            assertThat(persons).isLessThanOrEqualTo(entries.size());
        }
    }
}

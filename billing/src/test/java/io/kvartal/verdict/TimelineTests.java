package io.kvartal.verdict;

import static io.kvartal.verdict.Contacts.call;
import static io.kvartal.verdict.Contacts.days;
import static io.kvartal.verdict.Contacts.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.verdict.Timeline.Background;
import io.kvartal.verdict.Timeline.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineTests {
    private static Map<UUID, Receipt> judge(Contract contract, ContactFacts... facts) {
        return judge(contract, Stream.of(facts).map(TimelineTests::entry).toList());
    }

    private static Map<UUID, Receipt> judge(Contract contract, List<Entry> entries) {
        return Timeline.judge(entries, at -> contract, Background.NONE);
    }

    private static Entry entry(ContactFacts facts) {
        return new Entry(new UUID(5, facts.contact().getLeastSignificantBits()), facts);
    }

    private static List<String> codes(Map<UUID, Receipt> receipts) {
        return receipts.values().stream()
                .map(receipt -> receipt.verdict().code())
                .toList();
    }

    private static Terms anchored(UniquenessAnchor anchor) {
        return Terms.defaults().withUniqueness(60, UniquenessScope.DEVELOPER, anchor);
    }

    @Test
    void aCallTakesThePlaceOfTheFormBeforeIt() {
        var form = form(days(0), "aa");
        var call = call(days(2), "aa", 90);
        var receipts = judge(SampleContracts.signed(SampleContracts.cpl()), form, call);
        assertThat(codes(receipts)).containsExactly("DUPLICATE", "TARGET");
        assertThat(receipts.get(call.contact()).replaces()).isEqualTo(form.contact());
        assertThat(receipts.get(form.contact()).verdict())
                .isEqualTo(new Verdict.Duplicate(entry(call).lead()));
    }

    @Test
    void whereTheFirstWinsTheCallIsTheRepetition() {
        var first = SampleContracts.cplWith(Terms.defaults().withMerge(CrossChannelMerge.FIRST_WINS));
        assertThat(codes(judge(first, form(days(0), "aa"), call(days(2), "aa", 90))))
                .containsExactly("TARGET", "DUPLICATE");
    }

    @Test
    void theAnchorDecidesWhenTheWindowBeginsAnew() {
        ContactFacts[] contacts = {
            call(days(0), "aa", 90), call(days(50), "aa", 90), call(days(70), "aa", 90), call(days(125), "aa", 90)
        };
        assertThat(codes(judge(SampleContracts.cplWith(anchored(UniquenessAnchor.FIRST_BILLED)), contacts)))
                .containsExactly("TARGET", "DUPLICATE", "TARGET", "DUPLICATE");
        assertThat(codes(judge(SampleContracts.cplWith(anchored(UniquenessAnchor.LAST_CONTACT)), contacts)))
                .containsExactly("TARGET", "DUPLICATE", "DUPLICATE", "DUPLICATE");
        assertThat(codes(judge(SampleContracts.cplWith(anchored(UniquenessAnchor.FIRST_CONTACT)), contacts)))
                .containsExactly("TARGET", "DUPLICATE", "TARGET", "DUPLICATE");
    }

    @Test
    void aDailyCapCountsAcrossPersonsAndBeginsAnewInTheTenantsMorning() {
        var capped = SampleContracts.cplWith(Terms.defaults().withCaps(null, 2));
        var receipts = judge(
                capped,
                call(days(0), "aa", 90),
                call(days(0).plusSeconds(60), "bb", 90),
                call(days(0).plusSeconds(120), "cc", 90),
                call(days(1), "dd", 90));
        assertThat(codes(receipts)).containsExactly("TARGET", "TARGET", "OVER_CAP", "TARGET");
    }

    // ---- properties ----

    private static final int RUNS = 1_000;

    private static Random random() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("TimelineTests seed " + seed);
        return new Random(seed);
    }

    private static Terms terms(Random random) {
        var terms = new Terms(
                random.nextInt(0, 90),
                random.nextInt(0, 60),
                random.nextInt(1, 90),
                UniquenessScope.values()[random.nextInt(2)],
                UniquenessAnchor.values()[random.nextInt(3)],
                MissedRule.values()[random.nextInt(3)],
                CrossChannelMerge.values()[random.nextInt(2)],
                Terms.defaults().channels(),
                Terms.defaults().exclusions(),
                30,
                180,
                null,
                null,
                null,
                null);
        return random.nextInt(4) == 0 ? terms.withCaps(random.nextInt(1, 12), random.nextInt(1, 4)) : terms;
    }

    private static List<Entry> contacts(Random random) {
        var entries = new ArrayList<Entry>();
        int count = random.nextInt(1, 40);
        for (int i = 0; i < count; i++) {
            var answered = random.nextInt(5) > 0;
            var facts = new ContactFacts(
                    new UUID(i + 1, random.nextLong()),
                    Channel.values()[random.nextInt(2)],
                    days(0).plus(Duration.ofMinutes(random.nextLong(150 * 24 * 60))),
                    random.nextInt(12) == 0 ? null : "p" + random.nextInt(6),
                    random.nextInt(15) == 0 ? "robot" : null,
                    answered,
                    5,
                    answered ? random.nextInt(120) : 0,
                    "complex-" + random.nextInt(3),
                    null,
                    null,
                    random.nextInt(15) == 0 ? Classification.nonTarget("rent", "o", days(0)) : null,
                    null,
                    null,
                    random.nextInt(20) == 0,
                    !answered && random.nextBoolean() ? random.nextInt(100) : null);
            entries.add(new Entry(new UUID(6, random.nextInt(30)), facts));
        }
        return entries;
    }

    private static long bill(Map<UUID, Receipt> receipts) {
        return receipts.values().stream()
                .filter(receipt -> receipt.verdict().billable())
                .mapToLong(receipt -> receipt.price().amount().minor())
                .sum();
    }

    @Test
    void theOrderOfArrivalNeverChangesTheFinalVerdicts() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var contract = SampleContracts.cplWith(terms(random));
            var entries = contacts(random);
            var inOrder = judge(contract, entries);
            Collections.shuffle(entries, random);
            assertThat(judge(contract, entries)).isEqualTo(inOrder);
        }
    }

    /** With one price for all contacts and no cap: windows of one length pack best when nobody is turned away. */
    @Test
    void raisingTheTalkThresholdNeverRaisesTheBill() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var terms = terms(random).withCaps(null, null);
            var higher = Math.min(180, terms.minTalkSec() + random.nextInt(1, 60));
            var entries = contacts(random);
            assertThat(bill(judge(SampleContracts.cplWith(terms.withMinTalkSec(higher)), entries)))
                    .isLessThanOrEqualTo(bill(judge(SampleContracts.cplWith(terms), entries)));
        }
    }

    @Test
    void nobodyIsBilledTwiceInTheWindowAndBilledIsAtMostPersonsTimesWindows() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var terms = terms(random)
                    .withUniqueness(200, UniquenessScope.DEVELOPER, UniquenessAnchor.values()[random.nextInt(3)]);
            var entries = contacts(random);
            var billed = judge(SampleContracts.cplWith(terms), entries).values().stream()
                    .filter(receipt -> receipt.verdict().billable())
                    .map(receipt -> receipt.facts().person())
                    .toList();
            var persons = entries.stream()
                    .map(entry -> entry.facts().person())
                    .distinct()
                    .count();
            assertThat(billed).doesNotHaveDuplicates();
            assertThat((long) billed.size()).isLessThanOrEqualTo(persons);
            assertThat(persons).isLessThanOrEqualTo(entries.size());
        }
    }

    @Test
    void capsAreNeverExceeded() {
        var random = random();
        for (int run = 0; run < RUNS; run++) {
            var terms = terms(random).withCaps(null, 2);
            var contract = SampleContracts.cplWith(terms);
            var byDay = judge(contract, contacts(random)).values().stream()
                    .filter(receipt -> receipt.verdict().billable())
                    .collect(java.util.stream.Collectors.groupingBy(
                            receipt -> contract.hours().dateOf(receipt.facts().at()),
                            java.util.stream.Collectors.counting()));
            if (terms.crossChannelMerge() == CrossChannelMerge.FIRST_WINS) {
                assertThat(byDay.values()).allMatch(count -> count <= 2);
            }
        }
    }
}

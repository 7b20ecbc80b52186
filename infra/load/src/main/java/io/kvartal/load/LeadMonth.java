package io.kvartal.load;

import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Party;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Money;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Timeline.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A month of a developer's contacts as they come: calls mostly, some short, missed, of the same person again, of nobody's interest, or heard by a listener. The same for the same seed. */
final class LeadMonth {
    static final Instant FROM = Instant.parse("2026-10-31T19:00:00Z");
    private static final int SECONDS = 30 * 24 * 3600;
    private static final int COMPLEXES = 12;
    private static final List<String> SOURCES = List.of("yandex", "google", "2gis", "instagram", "krisha");
    private static final Party PARTY = new Party("Bench", "240140000001", "Almaty", "bench@example.test");

    private final Random random;
    private final long developer;
    private final List<String> persons = new ArrayList<>();

    LeadMonth(long seed) {
        random = new Random(seed);
        developer = seed;
    }

    /** Version 1 before the month, version 2 from its sixteenth day on, with prices by complex, rooms, channel and source. */
    static List<ContractDraft> contracts() {
        var first = ContractDraft.cpl(LocalDate.of(2026, 1, 1), PARTY, Money.kzt(15_000))
                .withPrices(prices(15_000));
        var second = ContractDraft.cpl(LocalDate.of(2026, 11, 16), PARTY, Money.kzt(16_000))
                .withPrices(prices(16_000))
                .withTerms(Terms.defaults()
                        .withMinTalkSec(45)
                        .withUniqueness(30, UniquenessScope.DEVELOPER, UniquenessAnchor.FIRST_BILLED));
        return List.of(first, second);
    }

    static List<PriceRule> prices(int usual) {
        var prices = new ArrayList<PriceRule>();
        prices.add(PriceRule.all(Money.kzt(usual)));
        for (int i = 0; i < 4; i++) {
            prices.add(new PriceRule(complex(i), null, null, null, Money.kzt(usual + 1_000 * (i + 1))));
        }
        prices.add(new PriceRule(null, RoomClass.THREE, null, null, Money.kzt(usual + 3_000)));
        prices.add(new PriceRule(null, null, Channel.FORM, null, Money.kzt(usual - 6_000)));
        prices.add(new PriceRule(null, null, null, "2gis", Money.kzt(usual - 2_000)));
        prices.add(new PriceRule(complex(0), RoomClass.ONE, null, null, Money.kzt(usual + 5_000)));
        prices.add(new PriceRule(complex(1), null, Channel.CALL, "google", Money.kzt(usual + 7_000)));
        return prices;
    }

    private static String complex(int i) {
        return "complex-" + i;
    }

    Entry next() {
        var known = !persons.isEmpty() && random.nextInt(100) < 22;
        var person = known ? persons.get(persons.size() - 1 - random.nextInt(Math.min(persons.size(), 500))) : person();
        var lead = new UUID(0x5000, person == null ? random.nextLong() : person.hashCode() * 31L + developer);
        var at = FROM.plusSeconds(random.nextInt(SECONDS));
        var channel = channel(random.nextInt(100));
        var answered = random.nextInt(100) < 84;
        var talk = !answered || channel != Channel.CALL
                ? 0
                : random.nextInt(100) < 14 ? random.nextInt(45) : 45 + random.nextInt(400);
        return new Entry(
                lead,
                new ContactFacts(
                        new UUID(random.nextLong() & ~0xF000L | 0x4000, random.nextLong() >>> 2 | Long.MIN_VALUE),
                        channel,
                        at,
                        person,
                        random.nextInt(100) < 3 ? "robot" : null,
                        answered,
                        random.nextInt(30),
                        talk,
                        complex(random.nextInt(COMPLEXES)),
                        random.nextInt(10) < 3 ? null : RoomClass.values()[random.nextInt(5)],
                        random.nextInt(10) < 2 ? null : SOURCES.get(random.nextInt(SOURCES.size())),
                        word(at),
                        random.nextInt(10) < 3 ? random.nextInt(5) > 0 : null,
                        random.nextInt(10) < 3 ? random.nextInt(5) > 0 : null,
                        false,
                        !answered && channel == Channel.CALL && random.nextBoolean() ? random.nextInt(200) : null));
    }

    private static Channel channel(int of100) {
        return of100 < 70
                ? Channel.CALL
                : of100 < 88 ? Channel.FORM : of100 < 95 ? Channel.CALLBACK : Channel.MESSENGER;
    }

    /** One in fifty hides. */
    private @Nullable String person() {
        if (random.nextInt(50) == 0) {
            return null;
        }
        var person =
                "%016x%016x%016x%016x".formatted(random.nextLong(), random.nextLong(), random.nextLong(), developer);
        persons.add(person);
        return person;
    }

    private @Nullable Classification word(Instant at) {
        int heard = random.nextInt(100);
        return heard >= 6
                ? null
                : heard < 4
                        ? Classification.target("listener", at.plusSeconds(3600))
                        : Classification.nonTarget("rent", "listener", at.plusSeconds(3600));
    }
}

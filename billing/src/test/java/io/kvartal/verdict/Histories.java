package io.kvartal.verdict;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Money;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.Timeline.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Random histories of a tenant's contacts, the same for the same random numbers. */
public final class Histories {
    private final Random random;
    private final Instant from;
    private final Duration span;

    public Histories(Random random, Instant from, Duration span) {
        this.random = random;
        this.from = from;
        this.span = span;
    }

    public Terms terms() {
        var terms = new Terms(
                random.nextInt(0, 90),
                random.nextInt(0, 60),
                random.nextInt(1, 90),
                UniquenessScope.values()[random.nextInt(2)],
                UniquenessAnchor.values()[random.nextInt(3)],
                MissedRule.values()[random.nextInt(3)],
                CrossChannelMerge.values()[random.nextInt(2)],
                random.nextInt(8) == 0 ? Set.of(Channel.CALL, Channel.FORM) : Set.of(Channel.values()),
                Terms.defaults().exclusions(),
                random.nextInt(3) == 0 ? 0 : 60,
                180,
                null,
                null,
                null,
                random.nextInt(3) == 0 ? null : Set.of("price", "viewing"));
        return random.nextInt(4) == 0 ? terms.withCaps(random.nextInt(1, 12), random.nextInt(1, 4)) : terms;
    }

    /** One price for all contacts, and some for fewer. */
    public List<PriceRule> prices() {
        var prices = new ArrayList<PriceRule>();
        prices.add(PriceRule.all(Money.kzt(15_000)));
        prices.add(new PriceRule("complex-1", null, null, null, Money.kzt(20_000)));
        prices.add(new PriceRule(null, RoomClass.TWO, null, null, Money.kzt(18_000)));
        prices.add(new PriceRule(null, null, Channel.FORM, null, Money.kzt(9_000)));
        prices.add(new PriceRule("complex-1", null, null, "yandex", Money.kzt(21_000)));
        prices.add(new PriceRule(null, RoomClass.ONE, Channel.CALL, "yandex", Money.kzt(22_000)));
        return prices;
    }

    public Contract contract(Terms terms) {
        return SampleContracts.signed(SampleContracts.cpl().withTerms(terms).withPrices(prices()));
    }

    /** The newest facts of up to so many contacts of a few persons. */
    public List<Entry> entries(int most) {
        var entries = new ArrayList<Entry>();
        int count = random.nextInt(1, most);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(new UUID(6, random.nextInt(30)), facts(i)));
        }
        return entries;
    }

    private ContactFacts facts(int i) {
        var answered = random.nextInt(5) > 0;
        var heard = random.nextInt(8);
        return new ContactFacts(
                new UUID(i + 1, random.nextLong()),
                Channel.values()[random.nextInt(4)],
                from.plusSeconds(random.nextLong(span.toSeconds())),
                random.nextInt(12) == 0 ? null : "p" + random.nextInt(6),
                random.nextInt(15) == 0 ? "robot" : null,
                answered,
                5,
                answered ? random.nextInt(120) : 0,
                "complex-" + random.nextInt(3),
                random.nextBoolean() ? null : RoomClass.values()[random.nextInt(5)],
                random.nextBoolean() ? null : "yandex",
                heard == 0
                        ? Classification.nonTarget("rent", "o", from)
                        : heard == 1 ? Classification.target("o", from) : null,
                random.nextInt(4) == 0 ? random.nextBoolean() : null,
                random.nextInt(4) == 0 ? random.nextBoolean() : null,
                random.nextInt(20) == 0,
                !answered && random.nextBoolean() ? random.nextInt(100) : null);
    }

    public List<ClientClaim> claims() {
        var claims = new ArrayList<ClientClaim>();
        for (int i = random.nextInt(3); i > 0; i--) {
            claims.add(new ClientClaim(
                    "p" + random.nextInt(6),
                    from.plusSeconds(random.nextLong(span.toSeconds())),
                    random.nextBoolean() ? null : "complex-1"));
        }
        return claims;
    }
}

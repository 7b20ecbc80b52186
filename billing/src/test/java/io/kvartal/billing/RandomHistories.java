package io.kvartal.billing;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.contract.VatTreatment;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Three months of one developer's life, December 2025 to February 2026, made up by a seeded random generator. */
final class RandomHistories {
    static final Instant FIRST = Instant.parse("2025-11-30T19:00:00Z");
    private static final int SECONDS = 90 * 86_400 - 1;

    /** What becomes known, in the order in which it happened to become known. */
    record Fact(UUID lead, ContactFacts facts) {}

    private final Random random;
    private final List<String> persons;
    private final Map<String, UUID> leads = new HashMap<>();

    RandomHistories(Random random) {
        this(random, strangers());
    }

    RandomHistories(Random random, List<String> persons) {
        this.random = random;
        this.persons = persons;
    }

    private static List<String> strangers() {
        var family = Ids.next().toString();
        return IntStream.range(0, 6).mapToObj(i -> family + i).toList();
    }

    String person() {
        return persons.get(random.nextInt(persons.size()));
    }

    List<String> persons() {
        return persons;
    }

    Terms terms(boolean capped) {
        var terms = Terms.defaults()
                .withMinTalkSec(random.nextInt(20, 70))
                .withReviewFromSec(random.nextInt(0, 40))
                .withUniqueness(
                        random.nextInt(5, 60),
                        UniquenessScope.values()[random.nextInt(3)],
                        UniquenessAnchor.values()[random.nextInt(3)])
                .withMissed(MissedRule.values()[random.nextInt(3)])
                .withMerge(CrossChannelMerge.values()[random.nextInt(2)]);
        return capped ? terms.withCaps(random.nextInt(3, 12), random.nextInt(1, 4)) : terms;
    }

    ContractDraft contract(LocalDate from, Terms terms) {
        var draft = ContractDraft.cpl(from, SampleContracts.PARTY, Money.kzt(15_000))
                .withTerms(terms)
                .withPrices(List.of(
                        PriceRule.all(new Money(random.nextLong(100, 3_000_000), Money.KZT)),
                        new PriceRule(
                                "complex-0",
                                null,
                                Channel.CALL,
                                null,
                                new Money(random.nextLong(100, 3_000_000), Money.KZT))));
        if (random.nextInt(4) == 0) {
            draft = draft.withBilling(new BillingTerms(Money.KZT, 10, 0, VatTreatment.EXEMPT, 30));
        }
        return random.nextInt(3) > 0
                ? draft
                : draft.withComplexTerms(Map.of("complex-1", terms.withMinTalkSec(random.nextInt(20, 90))));
    }

    /** Everything that will be known of some contacts; what is known of one contact keeps its order, all else is shuffled. */
    List<Fact> facts(int contacts) {
        var known = new ArrayList<List<Fact>>();
        for (int i = 0; i < contacts; i++) {
            known.add(contact());
        }
        var order = new ArrayList<Fact>();
        while (!known.isEmpty()) {
            var one = known.get(random.nextInt(known.size()));
            order.add(one.removeFirst());
            if (one.isEmpty()) {
                known.remove(one);
            }
        }
        return order;
    }

    /** In another order, in which what is known of one contact keeps its own. */
    static <T> List<T> shuffled(List<T> facts, Function<T, UUID> contact, Random random) {
        var byContact = new LinkedHashMap<UUID, Deque<T>>();
        facts.forEach(fact -> byContact
                .computeIfAbsent(contact.apply(fact), unseen -> new ArrayDeque<>())
                .add(fact));
        var order = new ArrayList<T>();
        var rest = new ArrayList<>(byContact.values());
        while (!rest.isEmpty()) {
            order.add(rest.get(random.nextInt(rest.size())).removeFirst());
            rest.removeIf(Deque::isEmpty);
        }
        return order;
    }

    private List<Fact> contact() {
        var person = random.nextInt(12) == 0 ? null : person();
        var complex = "complex-" + random.nextInt(3);
        var answered = random.nextInt(5) > 0;
        var first = facts(person, complex, answered);
        var lead = person == null ? Ids.next() : leads.computeIfAbsent(person + complex, unseen -> Ids.next());
        var known = new ArrayList<>(List.of(new Fact(lead, first)));
        var now = first;
        for (int i = random.nextInt(3); i > 0; i--) {
            now = later(now);
            known.add(new Fact(lead, now));
        }
        return known;
    }

    private ContactFacts facts(@Nullable String person, String complex, boolean answered) {
        return new ContactFacts(
                Ids.next(),
                Channel.values()[random.nextInt(3)],
                FIRST.plusSeconds(random.nextInt(SECONDS)),
                person,
                random.nextInt(20) == 0 ? "robot" : null,
                answered,
                5,
                answered ? random.nextInt(120) : 0,
                complex,
                null,
                null,
                null,
                null,
                null);
    }

    private ContactFacts later(ContactFacts now) {
        return switch (random.nextInt(5)) {
            case 0 -> now.classified(Classification.nonTarget("rent", "listener", FIRST));
            case 1 -> now.classified(Classification.target("listener", FIRST.plusSeconds(random.nextInt(1000))));
            case 2 -> now.returned(random.nextInt(90));
            case 3 -> with(now, person(), now.talkSec());
            default -> with(now, now.person(), now.answered() ? random.nextInt(120) : 0);
        };
    }

    static ContactFacts with(ContactFacts now, @Nullable String person, int talkSec) {
        return new ContactFacts(
                now.contact(),
                now.channel(),
                now.at(),
                person,
                now.exclusion(),
                now.answered(),
                now.waitSec(),
                talkSec,
                now.complex(),
                now.room(),
                now.source(),
                now.classification(),
                now.vendorTarget(),
                now.vendorUnique(),
                now.byCallCentre(),
                now.returnedTalkSec());
    }
}

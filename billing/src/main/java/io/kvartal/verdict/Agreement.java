package io.kvartal.verdict;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.Terms;
import io.kvartal.verdict.Receipt.Priced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of a contract, laid out for judging many contacts: terms and prices are found by the complex, prices stand with the most specific first. */
public final class Agreement {
    private final Contract contract;
    private final Clause common;
    private final Map<String, Clause> byComplex = new HashMap<>();

    private Agreement(Contract contract) {
        this.contract = contract;
        common = new Clause(contract, contract.terms(), null);
        Stream.concat(
                        contract.complexTerms().keySet().stream(),
                        contract.prices().stream().map(PriceRule::complex))
                .forEach(complex -> {
                    if (complex != null) {
                        byComplex.computeIfAbsent(complex, slug -> new Clause(contract, contract.termsFor(slug), slug));
                    }
                });
    }

    public static Agreement of(Contract contract) {
        return new Agreement(contract);
    }

    public Contract contract() {
        return contract;
    }

    /** Whether any of its terms counts contacts across persons. */
    public boolean hasCaps() {
        return common.terms.hasCaps() || byComplex.values().stream().anyMatch(clause -> clause.terms.hasCaps());
    }

    Clause clause(String complex) {
        return byComplex.getOrDefault(complex, common);
    }

    /** Null when the contract prices no such contact. */
    @Nullable
    Priced price(ContactFacts facts) {
        return clause(facts.complex()).price(facts.room(), facts.channel(), facts.source());
    }

    /** What holds for one complex. */
    static final class Clause {
        final Terms terms;
        final Duration window;
        private final int channels;
        private final Offer[] offers;

        private record Offer(PriceRule rule, Priced priced) {}

        private Clause(Contract contract, Terms terms, @Nullable String complex) {
            this.terms = terms;
            window = Duration.ofDays(terms.uniquenessDays());
            channels = terms.channels().stream().mapToInt(Clause::bit).reduce(0, (a, b) -> a | b);
            offers = offers(contract, complex);
        }

        /** Taken out one after the other by the contract's own rule of choice, so that there is one such rule. */
        private static Offer[] offers(Contract contract, @Nullable String complex) {
            List<PriceRule> left = new ArrayList<>(contract.prices().stream()
                    .filter(rule -> rule.complex() == null || rule.complex().equals(complex))
                    .toList());
            left.sort(PriceRule.MOST_SPECIFIC_FIRST);
            return left.stream()
                    .map(rule -> new Offer(rule, new Priced(rule.price(), rule, contract.id(), contract.version())))
                    .toArray(Offer[]::new);
        }

        boolean allows(Channel channel) {
            return (channels & bit(channel)) != 0;
        }

        @Nullable
        Priced price(@Nullable RoomClass room, Channel channel, @Nullable String source) {
            for (var offer : offers) {
                var rule = offer.rule;
                if ((rule.room() == null || rule.room() == room)
                        && (rule.channel() == null || rule.channel() == channel)
                        && (rule.source() == null || rule.source().equals(source))) {
                    return offer.priced;
                }
            }
            return null;
        }

        private static int bit(Channel channel) {
            return 1 << channel.ordinal();
        }
    }
}

package io.kvartal.verdict;

import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractId;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** All versions of one tenant's contract, laid out for judging. Versions never change, so this may be kept. */
public final class Agreements implements Function<Instant, Agreement> {
    private final List<Term> newestFirst;

    private record Term(Instant from, Instant until, Agreement agreement) {}

    private Agreements(List<Term> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** @param history newest first */
    public static Agreements of(List<Contract> history) {
        return new Agreements(history.stream().map(Agreements::term).toList());
    }

    private static Term term(Contract version) {
        var zone = version.hours().zone();
        var validTo = version.validTo();
        return new Term(
                version.validFrom().atStartOfDay(zone).toInstant(),
                validTo == null ? Instant.MAX : validTo.atStartOfDay(zone).toInstant(),
                Agreement.of(version));
    }

    /** @throws Problem.NotFound when none was in force */
    @Override
    public Agreement apply(Instant at) {
        for (int i = 0; i < newestFirst.size(); i++) {
            var term = newestFirst.get(i);
            if (!at.isBefore(term.from) && at.isBefore(term.until)) {
                return term.agreement;
            }
        }
        throw new Problem.NotFound("contract");
    }

    /** @throws IllegalStateException for a version that the tenant never had */
    public Agreement byId(ContractId id) {
        return newestFirst.stream()
                .map(Term::agreement)
                .filter(agreement -> agreement.contract().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no contract " + id));
    }

    /** Whether contacts of all persons must be judged together. */
    public boolean countsAcrossPersons() {
        return newestFirst.stream().anyMatch(term -> term.agreement.hasCaps());
    }

    /** Whether what other developers paid for matters. */
    public boolean portalWide() {
        return newestFirst.stream()
                .map(term -> term.agreement.contract())
                .anyMatch(contract -> contract.terms().uniquenessScope() == UniquenessScope.PORTAL
                        || contract.complexTerms().values().stream()
                                .anyMatch(terms -> terms.uniquenessScope() == UniquenessScope.PORTAL));
    }
}

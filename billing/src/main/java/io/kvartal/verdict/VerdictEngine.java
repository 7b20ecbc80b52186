package io.kvartal.verdict;

import io.kvartal.contract.Contract;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.verdict.Receipt.EvaluatedRule;
import java.util.ArrayList;

/**
 * Judges one contact by the rule set of its time. The rules stand in a fixed order; the first that fires is the reason.
 *
 * <p>No I/O, no clock, no randomness: what it needs to know is in its arguments. Deciding and explaining run the same rules; deciding only does not write
 * down what they compare.
 */
public final class VerdictEngine {
    private VerdictEngine() {}

    public static Receipt judge(ContactFacts facts, Contract contract, History history) {
        return judge(facts, contract, contract, history);
    }

    /** @param priceBook the contract in force when the lead was created: its price holds, whatever was signed since */
    public static Receipt judge(ContactFacts facts, Contract contract, Contract priceBook, History history) {
        return explain(RuleSets.at(facts.at()), facts, Agreement.of(contract), Agreement.of(priceBook), history);
    }

    /** The verdict with every rule looked at and every value compared. */
    public static Receipt explain(
            RuleSet rules, ContactFacts facts, Agreement agreement, Agreement priceBook, History history) {
        var contact = new Case(facts, agreement, history);
        var evaluated = new ArrayList<EvaluatedRule>();
        for (var rule : rules.rules()) {
            var values = Sink.listening();
            var verdict = rule.test.apply(contact, values);
            evaluated.add(new EvaluatedRule(rule.name, verdict != null, values.heard()));
            if (verdict != null) {
                var decision = decision(contact, priceBook, rule, verdict);
                return new Receipt(
                        verdict,
                        rule.name,
                        evaluated,
                        agreement.contract().id(),
                        agreement.contract().version(),
                        rules.name(),
                        decision.replaces(),
                        decision.window(),
                        decision.price(),
                        VendorDifference.differs(facts, verdict),
                        facts,
                        rules.explainsVendor() ? VendorDifference.between(facts, verdict, rule.name) : null);
            }
        }
        throw new IllegalStateException("the last rule always fires");
    }

    /** The verdict alone. */
    public static Decision decide(
            RuleSet rules, ContactFacts facts, Agreement agreement, Agreement priceBook, History history) {
        return decide(rules, new Case(facts, agreement, history), priceBook);
    }

    static Decision decide(RuleSet rules, Case contact, Agreement priceBook) {
        var list = rules.rules();
        for (int i = 0; i < list.size(); i++) {
            var rule = list.get(i);
            var verdict = rule.test.apply(contact, Sink.DEAF);
            if (verdict != null) {
                return decision(contact, priceBook, rule, verdict);
            }
        }
        throw new IllegalStateException("the last rule always fires");
    }

    private static Decision decision(Case contact, Agreement priceBook, RuleSet.Rule rule, Verdict verdict) {
        if (!verdict.billable()) {
            return new Decision(verdict, rule.name, null, null, null);
        }
        var overtaken = contact.overtaken();
        return new Decision(
                verdict,
                rule.name,
                overtaken == null ? null : overtaken.contact(),
                contact.window(),
                priceBook.price(contact.facts));
    }

    /** What the exclusion constraint of the database holds a person by. */
    public static String scopeKey(UniquenessScope scope, String complex) {
        return switch (scope) {
            case COMPLEX -> "COMPLEX " + complex;
            case DEVELOPER -> "DEVELOPER";
            case PORTAL -> "PORTAL";
        };
    }
}

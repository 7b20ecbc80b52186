package io.kvartal.verdict;

import io.kvartal.contract.Contract;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.History.Earlier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Judges contacts in the order in which they happened, whatever the order in which they became known.
 *
 * <p>A verdict depends on what came before it, and for a form on a call after it. So when a fact arrives late, the same walk over all facts gives the
 * verdicts that would have been given had it arrived in time; the shell books the differences.
 */
public final class Timeline {
    private static final Comparator<Entry> IN_ORDER = Comparator.comparing(
                    (Entry entry) -> entry.facts().at())
            .thenComparing(entry -> entry.facts().contact());

    private final Function<Instant, Contract> contracts;
    private final Map<UUID, Instant> leadCreated = new HashMap<>();
    private final Map<UUID, Step> steps = new LinkedHashMap<>();
    private final Map<String, List<UUID>> byPerson = new HashMap<>();
    private final Map<LocalDate, Integer> billedByDay = new HashMap<>();
    private final Map<YearMonth, Integer> billedByMonth = new HashMap<>();

    private Timeline(Function<Instant, Contract> contracts) {
        this.contracts = contracts;
    }

    /** One contact and the lead that it belongs to. */
    public record Entry(UUID lead, ContactFacts facts) {}

    /** @param elsewhere contacts of these persons that other developers paid for, by person */
    public record Background(List<ClientClaim> claims, Map<String, List<Earlier>> elsewhere) {
        public static final Background NONE = new Background(List.of(), Map.of());
    }

    /**
     * @param entries the newest facts of every contact: of one person, or of the whole tenant where a cap counts across persons
     * @param contracts the contract in force at an instant
     * @return by contact, in the order of the contacts
     */
    public static Map<UUID, Receipt> judge(
            Collection<Entry> entries, Function<Instant, Contract> contracts, Background background) {
        var timeline = new Timeline(contracts);
        for (var entry : entries) {
            timeline.leadCreated.merge(entry.lead(), entry.facts().at(), (a, b) -> a.isBefore(b) ? a : b);
        }
        entries.stream().sorted(IN_ORDER).forEach(entry -> timeline.walk(entry, background));
        var receipts = new LinkedHashMap<UUID, Receipt>();
        timeline.steps.forEach((contact, step) -> receipts.put(contact, step.receipt));
        return receipts;
    }

    private void walk(Entry entry, Background background) {
        var facts = entry.facts();
        var contract = contracts.apply(facts.at());
        var day = contract.hours().dateOf(facts.at());
        var history = new History(
                earlier(facts, background),
                null,
                background.claims(),
                billedByDay.getOrDefault(day, 0),
                billedByMonth.getOrDefault(YearMonth.from(day), 0));
        var step = new Step(entry, contract, history, judge(entry, contract, history));
        steps.put(facts.contact(), step);
        if (facts.person() != null) {
            byPerson.computeIfAbsent(facts.person(), person -> new ArrayList<>())
                    .add(facts.contact());
        }
        if (step.receipt.verdict().billable()) {
            count(step, 1);
            giveWay(step);
        }
    }

    private Receipt judge(Entry entry, Contract contract, History history) {
        var priceBook = contracts.apply(
                leadCreated.getOrDefault(entry.lead(), entry.facts().at()));
        return VerdictEngine.judge(entry.facts(), contract, priceBook, history);
    }

    /** The form that the call replaces is judged again, knowing of the call. */
    private void giveWay(Step call) {
        var replaced = call.receipt.replaces() == null ? null : steps.get(call.receipt.replaces());
        if (replaced == null) {
            return;
        }
        count(replaced, -1);
        var before = replaced.history;
        replaced.receipt = judge(
                replaced.entry,
                replaced.contract,
                new History(
                        before.earlier(),
                        call.asEarlier(),
                        before.claims(),
                        before.billedToday(),
                        before.billedThisMonth()));
    }

    private List<Earlier> earlier(ContactFacts facts, Background background) {
        var person = facts.person();
        if (person == null) {
            return List.of();
        }
        var all = new ArrayList<Earlier>();
        for (var contact : byPerson.getOrDefault(person, List.of())) {
            var step = steps.get(contact);
            if (step != null) {
                all.add(step.asEarlier());
            }
        }
        background.elsewhere().getOrDefault(person, List.of()).stream()
                .filter(other -> other.at().isBefore(facts.at()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Earlier::at).thenComparing(Earlier::contact));
        return all;
    }

    private void count(Step step, int one) {
        var day = step.contract.hours().dateOf(step.entry.facts().at());
        billedByDay.merge(day, one, Integer::sum);
        billedByMonth.merge(YearMonth.from(day), one, Integer::sum);
    }

    private static final class Step {
        final Entry entry;
        final Contract contract;
        final History history;
        Receipt receipt;

        Step(Entry entry, Contract contract, History history, Receipt receipt) {
            this.entry = entry;
            this.contract = contract;
            this.history = history;
            this.receipt = receipt;
        }

        Earlier asEarlier() {
            var facts = entry.facts();
            var billed = receipt.verdict().billable();
            var excluded = receipt.verdict() instanceof Verdict.Excluded;
            return new Earlier(
                    facts.contact(),
                    entry.lead(),
                    facts.channel(),
                    facts.at(),
                    facts.complex(),
                    facts.answered() && !excluded,
                    billed,
                    receipt.window());
        }
    }
}

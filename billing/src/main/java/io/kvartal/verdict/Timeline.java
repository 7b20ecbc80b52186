package io.kvartal.verdict;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.History.Earlier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges contacts in the order in which they happened, whatever the order in which they became known.
 *
 * <p>A verdict depends on what came before it, and for a form on a call after it. So when a fact arrives late, the same walk over all facts gives the
 * verdicts that would have been given had it arrived in time; the shell books the differences.
 */
public final class Timeline {
    private static final Comparator<Entry> IN_ORDER = (one, other) -> {
        int byTime = one.facts.at().compareTo(other.facts.at());
        return byTime != 0 ? byTime : one.facts.contact().compareTo(other.facts.contact());
    };

    private final Function<Instant, Agreement> agreements;
    private final boolean counting;
    private final Map<String, List<ClientClaim>> claims;
    private final Map<String, List<Earlier>> elsewhere;
    private final Map<String, Person> persons;
    private final Map<LocalDate, Integer> billedByDay = new HashMap<>();
    private final Map<YearMonth, Integer> billedByMonth = new HashMap<>();
    private final PriorityQueue<Instant> callEnds = new PriorityQueue<>();

    private Timeline(Function<Instant, Agreement> agreements, boolean counting, Background background, int entries) {
        this.agreements = agreements;
        this.counting = counting;
        this.claims = background.byPerson();
        this.elsewhere = background.elsewhere();
        this.persons = HashMap.newHashMap(entries);
    }

    /** One contact and the lead that it belongs to. */
    public record Entry(UUID lead, ContactFacts facts) {}

    /** @param elsewhere contacts of these persons that other developers paid for, by person */
    public record Background(List<ClientClaim> claims, Map<String, List<Earlier>> elsewhere) {
        public static final Background NONE = new Background(List.of(), Map.of());

        private Map<String, List<ClientClaim>> byPerson() {
            if (claims.isEmpty()) {
                return Map.of();
            }
            var byPerson = new HashMap<String, List<ClientClaim>>();
            claims.forEach(claim -> byPerson.computeIfAbsent(claim.person(), person -> new ArrayList<>())
                    .add(claim));
            return byPerson;
        }
    }

    /**
     * @param entries the newest facts of every contact: of one person, or of the whole tenant where a cap counts across persons
     * @param contracts the contract in force at an instant
     * @return by contact, in the order of the contacts
     */
    public static Map<UUID, Receipt> judge(
            Collection<Entry> entries, Function<Instant, Contract> contracts, Background background) {
        var known = new IdentityHashMap<Contract, Agreement>();
        var receipts = new LinkedHashMap<UUID, Receipt>();
        walk(entries, at -> known.computeIfAbsent(contracts.apply(at), Agreement::of), true, background)
                .forEach(step -> receipts.put(step.facts().contact(), step.receipt()));
        return receipts;
    }

    /**
     * The same walk without explaining anything; a step explains itself when it is asked to.
     *
     * @return in the order of the contacts
     */
    public static List<Step> decide(Collection<Entry> entries, Agreements agreements, Background background) {
        return walk(entries, agreements, agreements.countsAcrossPersons(), background);
    }

    private static List<Step> walk(
            Collection<Entry> entries,
            Function<Instant, Agreement> agreements,
            boolean counting,
            Background background) {
        var ordered = entries.toArray(Entry[]::new);
        if (ordered.length > 1) {
            Arrays.sort(ordered, IN_ORDER);
        }
        var timeline = new Timeline(agreements, counting, background, ordered.length);
        var steps = new ArrayList<Step>(ordered.length);
        for (var entry : ordered) {
            steps.add(timeline.walk(entry));
        }
        return steps;
    }

    private Step walk(Entry entry) {
        var facts = entry.facts;
        var agreement = agreements.apply(facts.at());
        var person = facts.person() == null ? null : persons.computeIfAbsent(facts.person(), Person::new);
        var created = person == null ? facts.at() : person.created(entry.lead, facts.at());
        var priceBook = created.equals(facts.at()) ? agreement : agreements.apply(created);
        var step = new Step(entry, agreement, priceBook, person == null ? List.of() : before(person, facts.at()));
        if (person != null) {
            step.claims = claims.getOrDefault(person.fingerprint, List.of());
        }
        if (counting) {
            count(step);
        }
        step.decide();
        if (person != null) {
            person.add(step);
        }
        if (step.decision.verdict().billable()) {
            if (counting) {
                billed(step, 1);
            }
            giveWay(step, person);
        }
        return step;
    }

    private List<Earlier> before(Person person, Instant at) {
        var others = elsewhere.isEmpty() ? List.<Earlier>of() : elsewhere.getOrDefault(person.fingerprint, List.of());
        if (others.isEmpty()) {
            return person.snapshot();
        }
        var all = new ArrayList<>(person.snapshot());
        // Of two developers' contacts at the same instant the one counts that was paid for first.
        others.stream().filter(other -> !other.at().isAfter(at)).forEach(all::add);
        all.sort(Comparator.comparing(Earlier::at).thenComparing(Earlier::contact));
        return all;
    }

    /** The form that the call replaces is judged again, knowing of the call. */
    private void giveWay(Step call, @Nullable Person person) {
        var replaces = call.decision.replaces();
        var replaced = replaces == null || person == null ? null : person.find(replaces);
        if (replaced == null) {
            return;
        }
        if (counting) {
            billed(replaced, -1);
        }
        replaced.takenOverBy = call.asEarlier();
        replaced.decide();
    }

    private void count(Step step) {
        var at = step.facts().at();
        var day = step.day();
        step.billedToday = billedByDay.getOrDefault(day, 0);
        step.billedThisMonth = billedByMonth.getOrDefault(YearMonth.from(day), 0);
        while (!callEnds.isEmpty() && !callEnds.peek().isAfter(at)) {
            callEnds.remove();
        }
        step.billedCallsNow = callEnds.size();
    }

    /** A call that stands in the bill never gives way, so the lines only fill up here. */
    private void billed(Step step, int one) {
        var day = step.day();
        billedByDay.merge(day, one, Integer::sum);
        billedByMonth.merge(YearMonth.from(day), one, Integer::sum);
        var facts = step.facts();
        if (one > 0 && facts.channel() == Channel.CALL) {
            callEnds.add(facts.at().plusSeconds((long) facts.waitSec() + facts.talkSec()));
        }
    }

    /** One person's contacts as far as the walk has come. */
    private static final class Person {
        final String fingerprint;
        private final List<Step> steps = new ArrayList<>(2);

        Person(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        void add(Step step) {
            steps.add(step);
        }

        /** A lead is one person's interest; where its contacts come from several, each begins it anew. So the price hangs on no other person's contacts. */
        Instant created(UUID lead, Instant at) {
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                if (step.entry.lead.equals(lead)) {
                    return step.entry.facts.at();
                }
            }
            return at;
        }

        /** As they stand now: what gives way later was not known to have done so. */
        List<Earlier> snapshot() {
            int count = steps.size();
            if (count == 0) {
                return List.of();
            }
            var earlier = new Earlier[count];
            for (int i = 0; i < count; i++) {
                earlier[i] = steps.get(i).asEarlier();
            }
            return Arrays.asList(earlier);
        }

        @Nullable
        Step find(UUID contact) {
            for (var step : steps) {
                if (step.facts().contact().equals(contact)) {
                    return step;
                }
            }
            return null;
        }
    }

    /** One contact with its verdict and all that the verdict was made of. */
    public static final class Step {
        private final Entry entry;
        private final Agreement agreement;
        private final Agreement priceBook;
        private final RuleSet rules;
        private final List<Earlier> earlier;
        private List<ClientClaim> claims = List.of();
        private @Nullable Earlier takenOverBy;
        private int billedToday;
        private int billedThisMonth;
        private int billedCallsNow;
        private Decision decision;
        private @Nullable Earlier asEarlier;

        private static final Decision NOT_YET = new Decision(new Verdict.Unverifiable(), "", null, null, null);

        private Step(Entry entry, Agreement agreement, Agreement priceBook, List<Earlier> earlier) {
            this.entry = entry;
            this.agreement = agreement;
            this.priceBook = priceBook;
            this.earlier = earlier;
            this.rules = RuleSets.at(entry.facts.at());
            this.decision = NOT_YET;
        }

        private void decide() {
            asEarlier = null;
            decision = VerdictEngine.decide(
                    rules,
                    new Case(
                            entry.facts,
                            agreement,
                            earlier,
                            takenOverBy,
                            claims,
                            billedToday,
                            billedThisMonth,
                            billedCallsNow),
                    priceBook);
        }

        private LocalDate day() {
            return agreement.contract().hours().dateOf(entry.facts.at());
        }

        public UUID lead() {
            return entry.lead;
        }

        public ContactFacts facts() {
            return entry.facts;
        }

        public Contract contract() {
            return agreement.contract();
        }

        /** The contract in force when the lead was created. */
        public Contract priceBook() {
            return priceBook.contract();
        }

        public Decision decision() {
            return decision;
        }

        public RuleSet rules() {
            return rules;
        }

        /** With the facts and the contracts all that {@link #receipt} is made of. */
        public History history() {
            return earlier.isEmpty()
                            && takenOverBy == null
                            && claims.isEmpty()
                            && billedToday + billedThisMonth + billedCallsNow == 0
                    ? History.NONE
                    : new History(earlier, takenOverBy, claims, billedToday, billedThisMonth, billedCallsNow);
        }

        public Receipt receipt() {
            return VerdictEngine.explain(rules, entry.facts, agreement, priceBook, history());
        }

        private Earlier asEarlier() {
            if (asEarlier == null) {
                var facts = entry.facts;
                var excluded = decision.verdict() instanceof Verdict.Excluded;
                asEarlier = new Earlier(
                        facts.contact(),
                        entry.lead,
                        facts.channel(),
                        facts.at(),
                        facts.complex(),
                        facts.answered() && !excluded,
                        decision.verdict().billable(),
                        decision.window());
            }
            return asEarlier;
        }
    }
}

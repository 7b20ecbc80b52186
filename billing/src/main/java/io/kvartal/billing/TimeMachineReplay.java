package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractId;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Terms;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.Timeline;
import io.kvartal.verdict.Timeline.Background;
import io.kvartal.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges stored facts once more under changed contracts, and charges for them as the books would have. Pure.
 *
 * <p>All contacts of the tenant are judged, those before and after the span too: a window may have begun earlier, and a later call may stand in for a
 * form. Contacts that nothing ties together (no person, no lead) are judged apart, so that their receipts need not all be in memory at once.
 */
final class TimeMachineReplay {
    /** Everything that is known. @param deals declared ones, each with the day of its fixation */
    record Knowledge(
            List<Contract> versions,
            List<Facts.Known> facts,
            Background background,
            VatRates vat,
            List<FixedDeal> deals) {
        ZoneId zone() {
            return versions.getFirst().hours().zone();
        }
    }

    record FixedDeal(Deal deal, Instant fixedAt, @Nullable String complex) {}

    /** Deals that are supposed where none was declared. */
    record Supposed(int deals, Money sum) {}

    private record Key(
            YearMonth month,
            ChargeKind kind,
            @Nullable String complex,
            @Nullable Channel channel) {
        static final Comparator<Key> IN_ORDER = Comparator.comparing(Key::month)
                .thenComparing(Key::kind)
                .thenComparing(Key::complex, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Key::channel, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    private final Knowledge known;
    private final YearMonth first;
    private final YearMonth last;
    private final TimeMachineVariant variant;
    private final Map<ContractId, Contract> supposed = new HashMap<>();
    private final Map<Key, Tally> tallies = new TreeMap<>(Key.IN_ORDER);
    private final Map<UUID, TimeMachineResult.Outcome> outcomes = new LinkedHashMap<>();
    private final Map<String, List<ClientClaim>> claims;
    private final Tally total = new Tally("");

    private TimeMachineReplay(Knowledge known, YearMonth first, YearMonth last, TimeMachineVariant variant) {
        this.known = known;
        this.first = first;
        this.last = last;
        this.variant = variant;
        this.claims = known.background().claims().stream().collect(Collectors.groupingBy(ClientClaim::person));
        known.versions().forEach(version -> supposed.put(version.id(), variant.on(version)));
    }

    static TimeMachineResult run(
            Knowledge known, YearMonth first, YearMonth last, TimeMachineVariant variant, @Nullable Supposed deals) {
        var replay = new TimeMachineReplay(known, first, last, variant);
        replay.contacts();
        replay.placements();
        return replay.result(replay.deals(deals));
    }

    /** The receipt that one contact has under a variant; null for a contact that is not known. */
    static @Nullable Receipt receipt(Knowledge known, TimeMachineVariant variant, UUID contact) {
        var month = YearMonth.of(1970, 1);
        var replay = new TimeMachineReplay(known, month, month, variant);
        return replay.components().stream()
                .filter(group ->
                        group.stream().anyMatch(fact -> fact.facts().contact().equals(contact)))
                .findFirst()
                .map(group -> replay.judge(group).get(contact))
                .orElse(null);
    }

    // ---- contacts ----

    private void contacts() {
        var judged = new ArrayList<TimeMachineResult.Outcome>();
        for (var group : components()) {
            var receipts = judge(group);
            for (var fact : group) {
                var at = fact.facts().at();
                var month = YearMonth.from(at.atZone(known.zone()));
                if (!month.isBefore(first) && !month.isAfter(last)) {
                    judged.add(count(
                            fact,
                            month,
                            Objects.requireNonNull(receipts.get(fact.facts().contact()))));
                }
            }
        }
        judged.sort(
                Comparator.comparing(TimeMachineResult.Outcome::at).thenComparing(TimeMachineResult.Outcome::contact));
        judged.forEach(outcome -> outcomes.put(outcome.contact(), outcome));
    }

    private Map<UUID, Receipt> judge(Collection<Facts.Known> group) {
        var persons = group.stream().map(fact -> fact.facts().person()).collect(Collectors.toSet());
        var own = persons.stream()
                .filter(Objects::nonNull)
                .flatMap(person -> claims.getOrDefault(person, List.of()).stream())
                .toList();
        return Timeline.judge(
                group.stream().map(Facts.Known::entry).toList(),
                this::supposedAt,
                new Background(own, known.background().elsewhere()));
    }

    private Contract supposedAt(Instant at) {
        return Objects.requireNonNull(
                supposed.get(Contracts.inForce(known.versions(), at).id()));
    }

    private TimeMachineResult.Outcome count(Facts.Known fact, YearMonth month, Receipt receipt) {
        var facts = fact.facts();
        var tally = tally(new Key(month, ChargeKind.LEAD, facts.complex(), facts.channel()), fact.description());
        var contract = supposedAt(facts.at());
        var price = Differences.priceOf(receipt.price(), contract);
        var person = facts.person() == null ? facts.contact().toString() : facts.person();
        for (var each : List.of(tally, total)) {
            each.raw++;
            each.persons.add(person);
            each.target += receipt.verdict().billable() ? 1 : 0;
            each.listening += receipt.verdict() instanceof Verdict.NeedsListening ? 1 : 0;
            if (price != null) {
                each.charge(price, rate(contract, contract.hours().dateOf(facts.at())));
            }
        }
        return new TimeMachineResult.Outcome(
                facts.contact(),
                fact.lead(),
                fact.description(),
                facts.channel(),
                facts.at(),
                receipt.verdict().code(),
                price);
    }

    private BigDecimal rate(Contract contract, LocalDate day) {
        return known.vat().on(day, contract.billing().vat());
    }

    /** A cap counts across persons: then everything hangs together. */
    private Collection<List<Facts.Known>> components() {
        var capped = supposed.values().stream()
                .anyMatch(version -> version.terms().hasCaps()
                        || version.complexTerms().values().stream().anyMatch(Terms::hasCaps));
        if (capped) {
            return List.of(known.facts());
        }
        var roots = new HashMap<String, String>();
        for (var fact : known.facts()) {
            var person = fact.facts().person();
            var lead = root(roots, "lead " + fact.lead());
            if (person != null) {
                roots.put(lead, root(roots, "person " + person));
            }
        }
        var groups = new LinkedHashMap<String, List<Facts.Known>>();
        known.facts()
                .forEach(fact -> groups.computeIfAbsent(root(roots, "lead " + fact.lead()), root -> new ArrayList<>())
                        .add(fact));
        return groups.values();
    }

    /** Halves the path on the way, so that long chains stay cheap. */
    private static String root(Map<String, String> parents, String of) {
        var node = of;
        while (true) {
            var parent = parents.getOrDefault(node, node);
            if (parent.equals(node)) {
                return node;
            }
            parents.put(node, parents.getOrDefault(parent, parent));
            node = parent;
        }
    }

    // ---- placements and deals ----

    private void placements() {
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            var period = new BillingPeriod(month);
            for (var version : known.versions()) {
                var contract = Objects.requireNonNull(supposed.get(version.id()));
                if (contract.model() == CommercialModel.PLACEMENT) {
                    for (var due : Placement.due(contract, period)) {
                        charge(
                                contract,
                                new Key(month, ChargeKind.PLACEMENT, null, null),
                                due.amount(),
                                due.servedFrom());
                    }
                }
            }
        }
    }

    /** True when supposed deals had to stand in for declared ones. */
    private boolean deals(@Nullable Supposed instead) {
        var declared = known.deals().stream().filter(this::isInSpan).toList();
        declared.forEach(this::commission);
        var governing = supposedAt(lastInstant());
        if (!declared.isEmpty() || instead == null || governing.model() != CommercialModel.CPT) {
            return false;
        }
        var agreed = Objects.requireNonNull(governing.commission());
        for (int i = 0; i < instead.deals(); i++) {
            charge(
                    governing,
                    new Key(last, ChargeKind.DEAL, null, null),
                    agreed.of(instead.sum()),
                    last.atEndOfMonth());
        }
        return instead.deals() > 0;
    }

    private Instant lastInstant() {
        return new BillingPeriod(last).until(known.zone()).minusNanos(1);
    }

    private boolean isInSpan(FixedDeal deal) {
        var month = YearMonth.from(deal.deal().paidOn());
        return !month.isBefore(first) && !month.isAfter(last);
    }

    /** The contract in force when the client was fixed decides, as it does when the deal is declared. */
    private void commission(FixedDeal fixed) {
        var contract = supposedAt(fixed.fixedAt());
        var agreed = contract.commission();
        var days = ChronoUnit.DAYS.between(
                contract.hours().dateOf(fixed.fixedAt()), fixed.deal().signedOn());
        if (contract.model() == CommercialModel.CPT
                && agreed != null
                && days >= 0
                && days <= contract.terms().attributionDays()) {
            var deal = fixed.deal();
            charge(
                    contract,
                    new Key(YearMonth.from(deal.paidOn()), ChargeKind.DEAL, fixed.complex(), null),
                    agreed.of(deal.contractSum()),
                    deal.paidOn());
        }
    }

    private void charge(Contract contract, Key key, Money net, LocalDate day) {
        var rate = rate(contract, day);
        tally(key, "").charge(net, rate);
        total.charge(net, rate);
    }

    // ---- sums ----

    private Tally tally(Key key, String name) {
        return tallies.computeIfAbsent(key, unseen -> new Tally(name));
    }

    private TimeMachineResult result(boolean assumed) {
        var cells = new ArrayList<TimeMachineResult.Cell>();
        tallies.forEach((key, tally) -> cells.add(new TimeMachineResult.Cell(
                key.month(),
                key.kind(),
                key.complex(),
                tally.name,
                key.channel(),
                tally.raw,
                tally.persons.size(),
                tally.target,
                tally.billed,
                tally.net,
                tally.vat)));
        return new TimeMachineResult(
                variant,
                cells,
                new TimeMachineResult.Totals(
                        total.raw,
                        total.persons.size(),
                        total.target,
                        total.billed,
                        total.listening,
                        total.net,
                        total.vat),
                outcomes,
                assumed);
    }

    /** VAT is rounded at every charge, as invoices do. */
    private static final class Tally {
        final String name;
        final Set<String> persons = new HashSet<>();
        int raw;
        int target;
        int billed;
        int listening;
        Money net = Money.ZERO_KZT;
        Money vat = Money.ZERO_KZT;

        Tally(String name) {
            this.name = name;
        }

        void charge(Money amount, BigDecimal rate) {
            billed++;
            net = net.plus(amount);
            vat = vat.plus(amount.times(rate));
        }
    }
}

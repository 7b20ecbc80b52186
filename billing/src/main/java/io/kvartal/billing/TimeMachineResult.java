package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a span of months costs under one variant.
 *
 * @param cells by month, then kind, complex and channel
 * @param outcomes of every contact of the span, in the order of the contacts
 * @param assumedDeals no deal was declared, so supposed ones stand in their place
 */
public record TimeMachineResult(
        TimeMachineVariant variant,
        List<Cell> cells,
        Totals totals,
        Map<UUID, Outcome> outcomes,
        boolean assumedDeals) {

    public TimeMachineResult {
        cells = List.copyOf(cells);
    }

    /**
     * @param complex null for a month of placement; likewise the channel, which deals lack too
     * @param name of the complex as invoices print it
     * @param raw contacts
     * @param persons among them; each hidden caller counts one
     * @param target contacts that every rule lets pass
     * @param billed charges
     */
    public record Cell(
            YearMonth month,
            ChargeKind kind,
            @Nullable String complex,
            String name,
            @Nullable Channel channel,
            int raw,
            int persons,
            int target,
            int billed,
            Money net,
            Money vat) {
        public Money gross() {
            return net.plus(vat);
        }
    }

    /** Of the whole span. @param listening contacts that wait for a person's word: no money yet */
    public record Totals(int raw, int persons, int target, int billed, int listening, Money net, Money vat) {
        public Money gross() {
            return net.plus(vat);
        }
    }

    /** @param net what the contact costs; null: nothing */
    public record Outcome(
            UUID contact,
            UUID lead,
            String name,
            Channel channel,
            Instant at,
            String verdict,
            @Nullable Money net) {
        boolean sameAs(Outcome other) {
            return verdict.equals(other.verdict) && java.util.Objects.equals(net, other.net);
        }
    }

    /** A contact that is judged otherwise, or at another price. */
    public record Change(Outcome signed, Outcome supposed) {}

    /** What differs, in the order of the contacts. */
    public List<Change> changesFrom(TimeMachineResult signed) {
        return outcomes.entrySet().stream()
                .map(entry -> new Change(
                        java.util.Objects.requireNonNull(signed.outcomes.get(entry.getKey())), entry.getValue()))
                .filter(change -> !change.signed().sameAs(change.supposed()))
                .toList();
    }

    /** The sums of every month. */
    public Map<YearMonth, Money> netByMonth() {
        var months = new LinkedHashMap<YearMonth, Money>();
        cells.forEach(cell -> months.merge(cell.month(), cell.net(), Money::plus));
        return months;
    }
}

package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice will say, computed from charges and credit notes. Pure.
 *
 * <p>Charges of one complex, channel, price and VAT rate make one line; every credit note is a line of its own. VAT is rounded once, at the single
 * charge or note; the total is the sum of the lines.
 *
 * @param subtracted credits on charges of earlier invoices, with VAT
 */
record InvoiceDraft(List<Line> lines, Money net, Money vat, Money subtracted) {
    /** A line with the rows behind it. */
    record Line(InvoiceLine printed, List<ChargeId> charges, List<UUID> credits) {}

    private record Group(
            ChargeKind kind,
            @Nullable String complex,
            @Nullable Channel channel,
            String description,
            Money price,
            BigDecimal vatRate) {}

    private static final Comparator<Group> IN_ORDER = Comparator.comparing(Group::kind)
            .thenComparing(Group::complex, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Group::channel, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Group::description)
            .thenComparing(Group::vatRate)
            .thenComparing(Group::price, Comparator.reverseOrder());

    /** Charges and credits of the invoice itself, with VAT, less what earlier invoices are credited for. */
    Money total() {
        return net.plus(vat).minus(subtracted);
    }

    /** Net of all lines as printed. */
    Money printedNet() {
        return sum(lines.stream().map(line -> line.printed().net()).toList(), net.currency());
    }

    Money printedVat() {
        return sum(lines.stream().map(line -> line.printed().vat()).toList(), net.currency());
    }

    /**
     * @param charges not invoiced yet
     * @param credits not subtracted yet, oldest first. Those on these charges always go in; those on invoiced charges as long as the total does not
     *     fall below zero, the rest waits for the next invoice
     */
    static InvoiceDraft of(List<Charge> charges, List<CreditNotes.Stored> credits, Currency currency) {
        var lines = new ArrayList<Line>();
        groups(charges).forEach((group, members) -> lines.add(line(lines.size() + 1, group, members)));
        var own = charges.stream().map(Charge::id).toList();
        for (var credit : credits) {
            if (!credit.note().afterInvoice() && own.contains(credit.note().charge())) {
                lines.add(line(lines.size() + 1, credit));
            }
        }
        var net = sum(lines.stream().map(line -> line.printed().net()).toList(), currency);
        var vat = sum(lines.stream().map(line -> line.printed().vat()).toList(), currency);
        var rest = net.plus(vat);
        var subtracted = Money.zero(currency);
        for (var credit : credits) {
            var gross = credit.note().amount().plus(credit.vat());
            if (credit.note().afterInvoice() && gross.compareTo(rest) <= 0) {
                lines.add(line(lines.size() + 1, credit));
                rest = rest.minus(gross);
                subtracted = subtracted.plus(gross);
            }
        }
        return new InvoiceDraft(List.copyOf(lines), net, vat, subtracted);
    }

    private static LinkedHashMap<Group, List<Charge>> groups(List<Charge> charges) {
        var groups = new LinkedHashMap<Group, List<Charge>>();
        charges.stream()
                .sorted(Comparator.comparing(InvoiceDraft::group, IN_ORDER)
                        .thenComparing(Charge::occurredAt)
                        .thenComparing(charge -> charge.id().value()))
                .forEach(charge -> groups.computeIfAbsent(group(charge), group -> new ArrayList<>())
                        .add(charge));
        return groups;
    }

    private static Group group(Charge charge) {
        var description = charge.kind() == ChargeKind.LEAD ? "" : charge.description();
        return new Group(
                charge.kind(), charge.complex(), charge.channel(), description, charge.amount(), charge.vatRate());
    }

    private static Line line(int no, Group group, List<Charge> members) {
        var quantity = members.size();
        var ids = members.stream().map(Charge::id).toList();
        var printed = new InvoiceLine(
                no,
                group.kind().name(),
                group.complex(),
                group.channel(),
                members.getFirst().description(),
                group.price(),
                quantity,
                group.price().times(quantity),
                group.vatRate(),
                group.price().times(group.vatRate()).times(quantity),
                ids);
        return new Line(printed, ids, List.of());
    }

    private static Line line(int no, CreditNotes.Stored credit) {
        var note = credit.note();
        var amount = note.amount().negated();
        var printed = new InvoiceLine(
                no,
                "CREDIT",
                null,
                null,
                note.reason().name(),
                amount,
                1,
                amount,
                note.vatRate(),
                credit.vat().negated(),
                List.of(note.charge()));
        return new Line(printed, List.of(), List.of(note.id()));
    }

    private static Money sum(List<Money> amounts, Currency currency) {
        return amounts.stream().reduce(Money.zero(currency), Money::plus);
    }
}

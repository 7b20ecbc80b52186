package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice will say, computed from groups of charges and credit notes. Pure.
 *
 * <p>Each group makes one line, each credit note a line of its own; late ones come after those of the invoice's own period. VAT is rounded once per
 * line, HALF_UP, at the unit price; the total is the sum of the lines.
 *
 * @param net charges less their own credits, without VAT; VAT likewise
 * @param subtracted credits on charges of earlier invoices, with VAT
 */
record InvoiceDraft(List<Line> lines, Money net, Money vat, Money subtracted) {
    /** @param credit the note behind it; null for charges */
    record Line(InvoiceLine printed, @Nullable UUID credit) {}

    /** Charges that are alike. @param description the complex of a lead, the name of a deal or of a part of a placement */
    record Group(
            ChargeKind kind,
            @Nullable String complex,
            @Nullable Channel channel,
            String description,
            Money price,
            BigDecimal vatRate,
            BillingPeriod period,
            int quantity,
            InvoiceLine.@Nullable Counts counts,
            InvoiceLine.@Nullable Earlier earlier) {

        Group of(InvoiceLine.@Nullable Counts counted, InvoiceLine.@Nullable Earlier before) {
            return new Group(kind, complex, channel, description, price, vatRate, period, quantity, counted, before);
        }
    }

    /** A credit note not subtracted yet. @param period of its charge; @param earlier the invoice that carried that */
    record Credit(
            UUID id,
            ChargeId charge,
            CreditReason reason,
            Money amount,
            Money vat,
            BigDecimal vatRate,
            boolean afterInvoice,
            BillingPeriod period,
            InvoiceLine.@Nullable Earlier earlier) {}

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

    /** How many charges stand behind the lines. */
    long charges() {
        return lines.stream()
                .filter(line -> line.credit() == null)
                .mapToLong(line -> line.printed().quantity())
                .sum();
    }

    /**
     * @param period of the invoice
     * @param groups charges not invoiced yet
     * @param credits oldest first. Those on these charges always go in; those on invoiced charges as long as the total does not fall below zero, the
     *     rest waits for the next invoice
     */
    static InvoiceDraft of(BillingPeriod period, List<Group> groups, List<Credit> credits, Currency currency) {
        var lines = new ArrayList<Line>();
        var late = Comparator.<Group, Boolean>comparing(group -> !group.period().equals(period))
                .thenComparing(group -> group.period().month());
        groups.stream().sorted(late.thenComparing(IN_ORDER)).forEach(group -> lines.add(line(lines.size() + 1, group)));
        for (var credit : credits) {
            if (!credit.afterInvoice()) {
                lines.add(line(lines.size() + 1, credit));
            }
        }
        var net = sum(lines.stream().map(line -> line.printed().net()).toList(), currency);
        var vat = sum(lines.stream().map(line -> line.printed().vat()).toList(), currency);
        var rest = net.plus(vat);
        var subtracted = Money.zero(currency);
        for (var credit : credits) {
            var gross = credit.amount().plus(credit.vat());
            if (credit.afterInvoice() && gross.compareTo(rest) <= 0) {
                lines.add(line(lines.size() + 1, credit));
                rest = rest.minus(gross);
                subtracted = subtracted.plus(gross);
            }
        }
        return new InvoiceDraft(List.copyOf(lines), net, vat, subtracted);
    }

    private static Line line(int no, Group group) {
        var printed = new InvoiceLine(
                no,
                group.kind().name(),
                group.complex(),
                group.channel(),
                group.description(),
                group.price(),
                group.quantity(),
                group.price().times(group.quantity()),
                group.vatRate(),
                group.price().times(group.vatRate()).times(group.quantity()),
                group.period(),
                group.counts(),
                group.earlier(),
                List.of());
        return new Line(printed, null);
    }

    private static Line line(int no, Credit credit) {
        var amount = credit.amount().negated();
        var printed = new InvoiceLine(
                no,
                "CREDIT",
                null,
                null,
                credit.reason().name(),
                amount,
                1,
                amount,
                credit.vatRate(),
                credit.vat().negated(),
                credit.period(),
                null,
                credit.earlier(),
                List.of(credit.charge()));
        return new Line(printed, credit.id());
    }

    private static Money sum(List<Money> amounts, Currency currency) {
        return amounts.stream().reduce(Money.zero(currency), Money::plus);
    }
}

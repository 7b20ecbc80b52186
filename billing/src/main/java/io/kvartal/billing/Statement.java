package io.kvartal.billing;

import io.kvartal.contract.Party;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statement of account (акт сверки) of one developer between two days, both inclusive, as the portal sees it: debit is what the developer owes
 * more, credit what the developer owes less. The developer's own side is its mirror. Pure.
 *
 * @param opening balance before the first day; positive: the developer owes
 */
public record Statement(
        LocalDate from,
        LocalDate to,
        InvoiceView.Seller portal,
        Party developer,
        Money opening,
        List<Line> lines,
        Money closing) {

    public Statement {
        lines = List.copyOf(lines);
    }

    /**
     * @param kind INVOICE, PAYMENT, CREDIT, … as {@link LedgerEntry#kind}, or RESTORED for a debt that had been given up and was paid after all
     * @param document number or reason
     * @param balance after the line
     */
    public record Line(
            Instant at,
            String kind,
            @Nullable String document,
            @Nullable InvoiceId invoice,
            Money debit,
            Money credit,
            Money balance) {}

    /** @param entries of these days, oldest first; one that moves nothing between the two parties makes no line */
    static Statement of(
            LocalDate from,
            LocalDate to,
            InvoiceView.Seller portal,
            Party developer,
            Money opening,
            List<LedgerEntry> entries) {
        var zero = Money.zero(opening.currency());
        var balance = opening;
        var lines = new ArrayList<Line>();
        for (var entry : entries) {
            var change = sum(entry, zero, Account.RECEIVABLE, Account.PREPAID, Account.CREDITS);
            if (entry.kind().equals(Journal.Kind.RECOVERY.name())) {
                var restored = sum(entry, zero, Account.BAD_DEBT).negated();
                var paid = restored.minus(change);
                lines.add(line(entry, "RESTORED", restored, zero, balance.plus(restored)));
                balance = balance.plus(change);
                if (!paid.isZero()) {
                    lines.add(line(entry, entry.kind(), zero, paid, balance));
                }
                continue;
            }
            if (change.isZero()) {
                continue;
            }
            balance = balance.plus(change);
            lines.add(
                    change.isPositive()
                            ? line(entry, entry.kind(), change, zero, balance)
                            : line(entry, entry.kind(), zero, change.negated(), balance));
        }
        return new Statement(from, to, portal, developer, opening, lines, balance);
    }

    private static Line line(LedgerEntry entry, String kind, Money debit, Money credit, Money balance) {
        return new Line(entry.recordedAt(), kind, entry.document(), entry.invoice(), debit, credit, balance);
    }

    private static Money sum(LedgerEntry entry, Money zero, Account... accounts) {
        var of = List.of(accounts);
        return entry.lines().stream()
                .filter(line -> of.contains(line.account()))
                .map(LedgerEntry.Line::amount)
                .reduce(zero, Money::plus);
    }

    /** Turnover. */
    public Money debit() {
        return lines.stream().map(Line::debit).reduce(Money.zero(opening.currency()), Money::plus);
    }

    public Money credit() {
        return lines.stream().map(Line::credit).reduce(Money.zero(opening.currency()), Money::plus);
    }

    /** A balance where it stands: what is positive in the debit column, what is negative in the credit column. */
    public static Money inDebit(Money balance) {
        return balance.isPositive() ? balance : Money.zero(balance.currency());
    }

    public static Money inCredit(Money balance) {
        return inDebit(balance.negated());
    }
}

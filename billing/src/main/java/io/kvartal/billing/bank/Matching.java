package io.kvartal.billing.bank;

import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.Refund;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whose money a line is. Sure grounds, in this order: our numbers in the text; the payer's BIN; the only open amount of a payer of that name. An amount alone
 * is no ground, as two developers may owe the same; it makes a suggestion.
 *
 * @param open oldest first
 * @param numbers of all invoices ever, by number
 * @param payers tenants by BIN; more than one when companies share it
 */
record Matching(
        List<OpenInvoice> open,
        Map<String, TenantId> numbers,
        Map<String, Set<TenantId>> payers,
        List<Refund> awaited) {
    private static final int MOST_SUGGESTIONS = 5;

    Match of(StatementLine line) {
        if (line.reversal()) {
            return new Match.Suspense("reversal", sameAmount(line.amount()));
        }
        return line.outgoing() ? outgoing(line) : incoming(line);
    }

    /** What is left to match after a line was. */
    Matching after(StatementLine line, Match match) {
        return switch (match) {
            case Match.Paid paid -> {
                var left = new java.util.ArrayList<OpenInvoice>();
                var money = line.amount();
                for (var invoice : open) {
                    var used = paid.invoices().stream().anyMatch(one -> one.id().equals(invoice.id()))
                            ? money.compareTo(invoice.open()) < 0 ? money : invoice.open()
                            : Money.zero(money.currency());
                    money = money.minus(used);
                    if (invoice.open().compareTo(used) > 0) {
                        left.add(invoice.less(used));
                    }
                }
                yield new Matching(left, numbers, payers, awaited);
            }
            case Match.RefundSent sent ->
                new Matching(
                        open,
                        numbers,
                        payers,
                        awaited.stream()
                                .filter(refund ->
                                        !refund.id().equals(sent.refund().id()))
                                .toList());
            case Match.Suspense unknown -> this;
            case Match.Other own -> this;
        };
    }

    private Match outgoing(StatementLine line) {
        var same = awaited.stream()
                .filter(refund -> refund.amount().equals(line.amount()))
                .toList();
        return same.size() == 1 ? new Match.RefundSent(same.getFirst()) : new Match.Other();
    }

    private Match incoming(StatementLine line) {
        var named = InvoiceNumbers.in(line.purpose());
        var owners = new HashSet<TenantId>();
        named.stream().filter(numbers::containsKey).forEach(number -> owners.add(numbers.get(number)));
        if (owners.size() > 1) {
            return new Match.Suspense("several-payers", likely(line, named));
        }
        if (owners.size() == 1) {
            var tenant = owners.iterator().next();
            var chosen = open.stream()
                    .filter(invoice -> invoice.tenant().equals(tenant) && named.contains(invoice.number()))
                    .toList();
            return paid(Match.Ground.NUMBER, tenant, chosen, line.amount());
        }
        if (!named.isEmpty()) {
            return new Match.Suspense("unknown-number", likely(line, named));
        }
        var tenants = payers.getOrDefault(line.payerBin(), Set.of());
        if (tenants.size() == 1) {
            return byPayer(Match.Ground.BIN, tenants.iterator().next(), line.amount());
        }
        return tenants.isEmpty() ? byAmount(line) : new Match.Suspense("several-payers", likely(line, named));
    }

    private Match byAmount(StatementLine line) {
        var same = sameAmount(line.amount()).stream()
                .filter(invoice -> !line.payerName().isBlank() && sameName(invoice.payer(), line.payerName()))
                .toList();
        return same.size() == 1 && line.payerBin().isEmpty()
                ? paid(Match.Ground.AMOUNT_AND_NAME, same.getFirst().tenant(), same, line.amount())
                : new Match.Suspense("unknown-payer", likely(line, Set.of()));
    }

    /** The invoice of just this amount before the oldest ones. */
    private Match byPayer(Match.Ground ground, TenantId tenant, Money amount) {
        var own =
                open.stream().filter(invoice -> invoice.tenant().equals(tenant)).toList();
        var exact =
                own.stream().filter(invoice -> invoice.open().equals(amount)).toList();
        return paid(ground, tenant, exact.isEmpty() ? own : List.of(exact.getFirst()), amount);
    }

    /** Only as many invoices as the money reaches. */
    static Match.Paid paid(Match.Ground ground, TenantId tenant, Collection<OpenInvoice> wanted, Money amount) {
        var used = new java.util.ArrayList<OpenInvoice>();
        var left = amount;
        var partly = false;
        for (var invoice : wanted.stream()
                .sorted(Comparator.comparing(OpenInvoice::issuedOn).thenComparing(OpenInvoice::number))
                .toList()) {
            if (left.isPositive()) {
                used.add(invoice);
                partly = left.compareTo(invoice.open()) < 0;
                left = partly ? Money.zero(left.currency()) : left.minus(invoice.open());
            }
        }
        var fit = used.isEmpty()
                ? Match.Fit.BALANCE
                : left.isPositive()
                        ? Match.Fit.OVER
                        : used.size() > 1 ? Match.Fit.JOINT : partly ? Match.Fit.PARTIAL : Match.Fit.EXACT;
        return new Match.Paid(ground, fit, tenant, List.copyOf(used), left);
    }

    private List<OpenInvoice> sameAmount(Money amount) {
        return open.stream().filter(invoice -> invoice.open().equals(amount)).toList();
    }

    private List<OpenInvoice> likely(StatementLine line, Set<String> named) {
        return open.stream()
                .filter(invoice -> named.contains(invoice.number())
                        || invoice.open().equals(line.amount())
                        || (!line.payerBin().isEmpty() && invoice.bin().equals(line.payerBin()))
                        || (!line.payerName().isBlank() && sameName(invoice.payer(), line.payerName())))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    /** Without the form of the company, quotes and case. */
    static boolean sameName(String one, String other) {
        return plain(one).equals(plain(other)) && !plain(one).isEmpty();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("(?U)\\b(тоо|ао|ип|жшс|llp|jsc|товарищество с ограниченной ответственностью)\\b", "")
                .replaceAll("(?U)[^\\p{L}\\d]", "");
    }
}

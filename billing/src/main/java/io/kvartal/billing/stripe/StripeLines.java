package io.kvartal.billing.stripe;

import io.kvartal.billing.InvoiceForGateway;
import io.kvartal.shared.Money;
import java.util.ArrayList;
import java.util.List;

/** Our lines as Stripe can take them: an invoice there has at most 250 items. The sum stays the same. */
final class StripeLines {
    static final int MOST = 250;
    private static final int LONGEST = 500;

    private StripeLines() {}

    static List<InvoiceForGateway.Line> fit(List<InvoiceForGateway.Line> lines, String number) {
        var fitting = new ArrayList<InvoiceForGateway.Line>();
        var whole = lines.size() <= MOST ? lines.size() : MOST - 1;
        for (var line : lines.subList(0, whole)) {
            var text = line.description();
            fitting.add(new InvoiceForGateway.Line(
                    text.length() > LONGEST ? text.substring(0, LONGEST) : text, line.amount()));
        }
        if (whole < lines.size()) {
            var rest = lines.subList(whole, lines.size());
            var sum = rest.stream()
                    .map(InvoiceForGateway.Line::amount)
                    .reduce(Money::plus)
                    .orElseThrow();
            fitting.add(new InvoiceForGateway.Line("%s: + %d".formatted(number, rest.size()), sum));
        }
        return fitting;
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceView;
import io.kvartal.billing.Statement;
import io.kvartal.billing.StatementTexts;
import io.kvartal.contract.Party;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Debit and credit are the portal's; the developer's own books are the mirror.
 *
 * @param developer id, as in all bodies of the portal
 * @param opening and {@code closing}: positive when the developer owes
 * @param text who owes whom how much at the end, in the reader's language
 */
record StatementBody(
        String developer,
        LocalDate from,
        LocalDate to,
        InvoiceView.Seller seller,
        Party buyer,
        Money opening,
        List<StatementLineBody> lines,
        Money debit,
        Money credit,
        Money closing,
        String text) {

    /** @param document number or reason; @param balance after the line */
    record StatementLineBody(
            Instant at,
            String kind,
            String text,
            @Nullable String document,
            @Nullable String invoice,
            Money debit,
            Money credit,
            Money balance) {
        static StatementLineBody of(Statement.Line line, Ui ui) {
            var invoice = line.invoice();
            return new StatementLineBody(
                    line.at(),
                    line.kind(),
                    StatementTexts.line(line, ui),
                    line.document(),
                    invoice == null ? null : invoice.toString(),
                    line.debit(),
                    line.credit(),
                    line.balance());
        }
    }

    static StatementBody of(TenantId tenant, Statement statement, Ui ui) {
        return new StatementBody(
                tenant.toString(),
                statement.from(),
                statement.to(),
                statement.portal(),
                statement.developer(),
                statement.opening(),
                statement.lines().stream()
                        .map(line -> StatementLineBody.of(line, ui))
                        .toList(),
                statement.debit(),
                statement.credit(),
                statement.closing(),
                StatementTexts.closing(statement, ui));
    }
}

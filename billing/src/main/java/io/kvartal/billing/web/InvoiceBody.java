package io.kvartal.billing.web;

import io.kvartal.billing.ChargeId;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceCard;
import io.kvartal.billing.InvoiceLine;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.contract.Party;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param number empty while it is a draft; @param changesUntil end of the grace of a draft */
record InvoiceBody(
        String id,
        String developer,
        String period,
        String number,
        String state,
        Money net,
        Money vat,
        Money total,
        Money paid,
        LocalDate issuedOn,
        LocalDate dueOn,
        @Nullable Instant paidAt,
        @Nullable Instant changesUntil,
        @Nullable Party buyer,
        @Nullable List<LineBody> lines,
        @Nullable List<ActBody> history) {

    /**
     * @param period to which the charges belong
     * @param counts of a LEAD line, see the glossary
     * @param earlier the invoice of that period, or the one that a credit corrects
     */
    record LineBody(
            int no,
            String kind,
            String text,
            @Nullable String complex,
            @Nullable String channel,
            Money unitPrice,
            int quantity,
            Money net,
            BigDecimal vatRate,
            Money vat,
            @Nullable String period,
            InvoiceLine.@Nullable Counts counts,
            @Nullable EarlierBody earlier,
            List<String> charges) {

        static LineBody of(InvoiceLine line, Ui ui) {
            var period = line.period();
            var channel = line.channel();
            var earlier = line.earlier();
            return new LineBody(
                    line.no(),
                    line.kind(),
                    InvoiceTexts.line(line, ui),
                    line.complex(),
                    channel == null ? null : channel.name(),
                    line.unitPrice(),
                    line.quantity(),
                    line.net(),
                    line.vatRate(),
                    line.vat(),
                    period == null ? null : period.toString(),
                    line.counts(),
                    earlier == null ? null : new EarlierBody(earlier.invoice().toString(), earlier.number()),
                    line.charges().stream().map(ChargeId::toString).toList());
        }
    }

    record EarlierBody(String id, String number) {}

    record ActBody(String act, Instant at) {}

    static InvoiceBody of(Invoice invoice) {
        return of(invoice, null, null, null, null);
    }

    static InvoiceBody of(Invoice invoice, @Nullable Instant changesUntil) {
        return of(invoice, changesUntil, null, null, null);
    }

    static InvoiceBody of(InvoiceCard card, Ui ui) {
        var view = card.view();
        return of(
                view.invoice(),
                card.changesUntil(),
                view.buyer(),
                view.lines().stream().map(line -> LineBody.of(line, ui)).toList(),
                card.acts().stream()
                        .map(act -> new ActBody(act.kind().name(), act.at()))
                        .toList());
    }

    private static InvoiceBody of(
            Invoice invoice,
            @Nullable Instant changesUntil,
            @Nullable Party buyer,
            @Nullable List<LineBody> lines,
            @Nullable List<ActBody> history) {
        return new InvoiceBody(
                invoice.id().toString(),
                invoice.tenant().toString(),
                invoice.period().toString(),
                invoice.number(),
                invoice.state().name(),
                invoice.net(),
                invoice.vat(),
                invoice.total(),
                invoice.paid(),
                invoice.issuedOn(),
                invoice.dueOn(),
                invoice.paidAt(),
                changesUntil,
                buyer,
                lines,
                history);
    }
}

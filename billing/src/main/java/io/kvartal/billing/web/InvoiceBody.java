package io.kvartal.billing.web;

import io.kvartal.billing.ChargeId;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.billing.InvoiceView;
import io.kvartal.contract.Party;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

record InvoiceBody(
        String id,
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
        @Nullable Party buyer,
        @Nullable List<LineBody> lines) {

    record LineBody(
            int no,
            String kind,
            String text,
            Money unitPrice,
            int quantity,
            Money net,
            BigDecimal vatRate,
            Money vat,
            List<String> charges) {}

    static InvoiceBody of(Invoice invoice) {
        return of(invoice, null, null);
    }

    static InvoiceBody of(InvoiceView view, Ui ui) {
        var lines = view.lines().stream()
                .map(line -> new LineBody(
                        line.no(),
                        line.kind(),
                        InvoiceTexts.line(line, ui),
                        line.unitPrice(),
                        line.quantity(),
                        line.net(),
                        line.vatRate(),
                        line.vat(),
                        line.charges().stream().map(ChargeId::toString).toList()))
                .toList();
        return of(view.invoice(), view.buyer(), lines);
    }

    private static InvoiceBody of(Invoice invoice, @Nullable Party buyer, @Nullable List<LineBody> lines) {
        return new InvoiceBody(
                invoice.id().toString(),
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
                buyer,
                lines);
    }
}

package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.function.BiFunction;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An invoice for a spreadsheet: what is printed, and every charge behind it. Telephone numbers are not known here. */
@Component
class InvoiceSheet {
    private static final String MONEY = "#,##0.00";
    private static final String MOMENT = "yyyy-mm-dd hh:mm";

    private final Uis uis;

    InvoiceSheet(Uis uis) {
        this.uis = uis;
    }

    /** @param charges the charges of a line, by page */
    Mono<byte[]> xlsx(InvoiceView view, Lang lang, BiFunction<Integer, Integer, Mono<InvoiceCharges>> charges) {
        var ui = uis.in(lang);
        return Mono.defer(() -> {
            var out = new ByteArrayOutputStream();
            var book = new Workbook(out, "Kvartal", "1.0");
            head(book.newWorksheet("Invoice"), view, ui);
            // The file is written front to back: the second sheet is flushed while it grows.
            var sheet = new Charged(book.newWorksheet("Charges"), ui);
            return Flux.fromIterable(view.lines())
                    .filter(line -> !line.kind().equals("CREDIT"))
                    .concatMap(line -> pages(line.no(), charges))
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(sheet::add)
                    .then(Mono.fromCallable(() -> {
                        book.finish();
                        return out.toByteArray();
                    }))
                    .subscribeOn(Schedulers.boundedElastic());
        });
    }

    private static Flux<InvoiceCharges> pages(int line, BiFunction<Integer, Integer, Mono<InvoiceCharges>> charges) {
        return charges.apply(line, 1)
                .expand(page -> page.page() < page.pages() ? charges.apply(line, page.page() + 1) : Mono.empty());
    }

    private static void head(Worksheet sheet, InvoiceView view, Ui ui) {
        var invoice = view.invoice();
        text(sheet, 0, 0, InvoiceTexts.title(invoice, ui));
        sheet.style(0, 0).bold().fontSize(14).set();
        text(sheet, 1, 0, ui.month(invoice.period().month()));
        text(sheet, 1, 1, ui.t("billing.invoice.issued", ui.date(invoice.issuedOn())));
        text(sheet, 1, 2, ui.t("billing.col.due") + ": " + ui.date(invoice.dueOn()));
        text(sheet, 2, 0, ui.t("billing.seller") + ": " + view.seller().name());
        text(sheet, 2, 1, ui.t("billing.tax-id", view.seller().taxId()));
        text(sheet, 3, 0, ui.t("billing.buyer") + ": " + view.buyer().name());
        text(sheet, 3, 1, ui.t("billing.tax-id", view.buyer().taxId()));
        var titles = new String[] {
            "№",
            ui.t("billing.col.what"),
            ui.t("billing.period"),
            ui.t("invoice.raw"),
            ui.t("invoice.persons"),
            ui.t("invoice.target"),
            ui.t("invoice.billed"),
            ui.t("invoice.credited"),
            ui.t("billing.col.price"),
            ui.t("billing.col.quantity"),
            ui.t("billing.col.net"),
            ui.t("billing.vat") + ", %",
            ui.t("billing.vat"),
            ui.t("billing.col.total"),
            ui.t("invoice.earlier")
        };
        titles(sheet, 5, titles);
        int row = 6;
        for (var line : view.lines()) {
            line(sheet, row++, line, ui);
        }
        text(sheet, row, 1, ui.t("billing.total"));
        money(sheet, row, 10, invoice.net().amount());
        money(sheet, row, 12, invoice.vat().amount());
        money(sheet, row, 13, invoice.total().amount());
        text(sheet, row, 14, invoice.total().currency().getCurrencyCode());
        sheet.range(row, 0, row, 14).style().bold().set();
        sheet.width(1, 60);
        try {
            sheet.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void line(Worksheet sheet, int row, InvoiceLine line, Ui ui) {
        sheet.value(row, 0, line.no());
        text(sheet, row, 1, InvoiceTexts.line(line, ui));
        var period = line.period();
        text(sheet, row, 2, period == null ? null : period.toString());
        var counts = line.counts();
        if (counts != null) {
            sheet.value(row, 3, counts.raw());
            sheet.value(row, 4, counts.persons());
            sheet.value(row, 5, counts.target());
            sheet.value(row, 6, counts.billed());
            sheet.value(row, 7, counts.credited());
        }
        money(sheet, row, 8, line.unitPrice().amount());
        sheet.value(row, 9, line.quantity());
        money(sheet, row, 10, line.net().amount());
        sheet.value(row, 11, line.vatRate().movePointRight(2));
        money(sheet, row, 12, line.vat().amount());
        money(sheet, row, 13, line.gross().amount());
        var earlier = line.earlier();
        text(sheet, row, 14, earlier == null ? null : earlier.number());
    }

    /** The second sheet, which grows page by page. */
    private static final class Charged {
        private final Worksheet sheet;
        private final Ui ui;
        private int row = 1;

        Charged(Worksheet sheet, Ui ui) {
            this.sheet = sheet;
            this.ui = ui;
            titles(sheet, 0, new String[] {
                "№",
                ui.t("billing.col.when"),
                ui.t("billing.col.what"),
                ui.t("billing.col.complex"),
                ui.t("billing.col.channel"),
                ui.t("billing.col.amount"),
                ui.t("billing.col.credited"),
                ui.t("billing.col.rest"),
                ui.t("billing.vat") + ", %",
                ui.t("invoice.charge"),
                ui.t("invoice.lead")
            });
            sheet.width(2, 50);
        }

        void add(InvoiceCharges page) {
            for (var charge : page.charges()) {
                var channel = charge.channel();
                sheet.value(row, 0, page.line().no());
                sheet.value(row, 1, LocalDateTime.ofInstant(charge.occurredAt(), Ui.ZONE));
                sheet.style(row, 1).format(MOMENT).set();
                text(sheet, row, 2, InvoiceTexts.charge(charge, ui));
                text(sheet, row, 3, charge.complex());
                text(sheet, row, 4, channel == null ? null : ui.t("billing.channel." + channel.name()));
                money(sheet, row, 5, charge.amount().amount());
                money(sheet, row, 6, charge.credited().amount());
                money(sheet, row, 7, charge.rest().amount());
                sheet.value(row, 8, charge.vatRate().movePointRight(2));
                text(sheet, row, 9, charge.id().toString());
                text(
                        sheet,
                        row,
                        10,
                        charge.lead() == null ? null : charge.lead().toString());
                row++;
            }
            try {
                sheet.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static void titles(Worksheet sheet, int row, String[] titles) {
        for (int column = 0; column < titles.length; column++) {
            text(sheet, row, column, titles[column]);
        }
        sheet.range(row, 0, row, titles.length - 1).style().bold().set();
    }

    private static void money(Worksheet sheet, int row, int column, Number amount) {
        sheet.value(row, column, amount);
        sheet.style(row, column).format(MONEY).set();
    }

    /** A cell of text is no formula here, and none when the sheet is saved as CSV either. */
    private static void text(Worksheet sheet, int row, int column, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            sheet.inlineString(row, column, "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
        }
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachineBooks;
import io.kvartal.billing.TimeMachineBreakEven;
import io.kvartal.billing.TimeMachineReport;
import io.kvartal.billing.TimeMachineResult;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time machine's answer for programs. @param difference between the replay as signed and the books, with VAT: zero */
record TimeMachineBody(
        String from,
        String to,
        ResultBody signed,
        BooksBody books,
        Money difference,
        List<ResultBody> grid,
        List<ResultBody> variants,
        @Nullable BreakEvenBody breakEven) {

    /** @param variant as in the parameter {@code v}; @param differenceNet to the contract as signed */
    record ResultBody(
            String variant,
            TotalsBody totals,
            Money differenceNet,
            int changedContacts,
            boolean assumedDeals,
            List<CellBody> lines) {}

    record TotalsBody(int raw, int persons, int target, int billed, int listening, Money net, Money vat, Money gross) {}

    record CellBody(
            String month,
            String kind,
            @Nullable String complex,
            @Nullable String channel,
            int raw,
            int persons,
            int target,
            int billed,
            Money net,
            Money vat) {}

    record BooksBody(Money net, Money vat, Money gross, Money credited, List<OnInvoiceBody> invoices) {
        static BooksBody of(TimeMachineBooks books) {
            return new BooksBody(
                    books.net(),
                    books.vat(),
                    books.gross(),
                    books.credited(),
                    books.invoices().stream()
                            .map(one -> {
                                var id = one.invoice();
                                return new OnInvoiceBody(
                                        id == null ? null : id.toString(), one.number(), one.net(), one.vat());
                            })
                            .toList());
        }
    }

    /** @param invoice null: on no invoice yet */
    record OnInvoiceBody(@Nullable String invoice, @Nullable String number, Money net, Money vat) {}

    /** @param deals from so many on, paying per contact is not dearer; @param percent at this commission both cost the same */
    record BreakEvenBody(
            Money contacts,
            Money dealSum,
            int declaredOrSupposedDeals,
            @Nullable Integer deals,
            @Nullable BigDecimal percent) {
        static @Nullable BreakEvenBody of(@Nullable TimeMachineBreakEven even) {
            return even == null
                    ? null
                    : new BreakEvenBody(
                            even.contacts(),
                            even.dealSum(),
                            even.deals(),
                            even.breakEvenDeals().orElse(null),
                            even.breakEvenPercent().orElse(null));
        }
    }

    static TimeMachineBody of(TimeMachineForm form, TimeMachineReport report) {
        var question = report.question();
        var grid = new ArrayList<ResultBody>();
        for (int second = 0; second < question.seconds().size(); second++) {
            for (int day = 0; day < question.days().size(); day++) {
                var text = VariantText.of(
                        question.days().get(day), question.seconds().get(second));
                grid.add(result(text.toString(), report.cell(second, day), report));
            }
        }
        var variants = new ArrayList<ResultBody>();
        for (int i = 0; i < report.variants().size(); i++) {
            variants.add(result(form.variants().get(i), report.variants().get(i), report));
        }
        return new TimeMachineBody(
                question.from().toString(),
                question.to().toString(),
                result("", report.signed(), report),
                BooksBody.of(report.books()),
                report.difference(),
                grid,
                variants,
                BreakEvenBody.of(report.breakEven()));
    }

    private static ResultBody result(String variant, TimeMachineResult result, TimeMachineReport report) {
        var totals = result.totals();
        return new ResultBody(
                variant,
                new TotalsBody(
                        totals.raw(),
                        totals.persons(),
                        totals.target(),
                        totals.billed(),
                        totals.listening(),
                        totals.net(),
                        totals.vat(),
                        totals.gross()),
                totals.net().minus(report.signed().totals().net()),
                result.changesFrom(report.signed()).size(),
                result.assumedDeals(),
                result.cells().stream().map(TimeMachineBody::cell).toList());
    }

    private static CellBody cell(TimeMachineResult.Cell cell) {
        var channel = cell.channel();
        return new CellBody(
                cell.month().toString(),
                cell.kind().name(),
                cell.complex(),
                channel == null ? null : channel.name(),
                cell.raw(),
                cell.persons(),
                cell.target(),
                cell.billed(),
                cell.net(),
                cell.vat());
    }
}

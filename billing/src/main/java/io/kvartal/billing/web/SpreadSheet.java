package io.kvartal.billing.web;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One sheet of typed cells: amounts are numbers that add up, days are days, text is text and never a formula.
 *
 * @param rows of {@link Money}, {@link LocalDate}, {@link Instant}, numbers and text; null for an empty cell
 * @param head how many rows at the top are bold
 */
record SpreadSheet(String name, List<List<@Nullable Object>> rows, int head) {
    private static final String MONEY = "#,##0.00";
    private static final int NARROW = 16;
    private static final int WIDE = 46;

    /** Blocking work, on its own threads. */
    Mono<byte[]> bytes() {
        return Mono.fromCallable(this::write).subscribeOn(Schedulers.boundedElastic());
    }

    private byte[] write() throws IOException {
        var out = new ByteArrayOutputStream(32 * 1024);
        try (var book = new Workbook(out, "Kvartal", "1.0")) {
            var sheet = book.newWorksheet(name);
            var widest = 0;
            for (int row = 0; row < rows.size(); row++) {
                var cells = rows.get(row);
                widest = Math.max(widest, cells.size());
                for (int column = 0; column < cells.size(); column++) {
                    cell(sheet, row, column, cells.get(column));
                }
                if (row < head && !cells.isEmpty()) {
                    sheet.range(row, 0, row, cells.size() - 1).style().bold().set();
                }
            }
            for (int column = 0; column < widest; column++) {
                sheet.width(column, column == 1 ? WIDE : NARROW);
            }
            sheet.finish();
        }
        return out.toByteArray();
    }

    private static void cell(Worksheet sheet, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Money money -> {
                sheet.value(row, column, money.amount());
                sheet.style(row, column).format(MONEY).set();
            }
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("dd.mm.yyyy").set();
            }
            case Instant at -> {
                sheet.value(row, column, at.atZone(Ui.ZONE).toLocalDateTime());
                sheet.style(row, column).format("dd.mm.yyyy hh:mm").set();
            }
            case Number number -> sheet.value(row, column, number);
            default -> sheet.value(row, column, value.toString());
        }
    }
}

package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachineReport;
import io.kvartal.billing.TimeMachineResult;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All that the time machine found, as one table for spreadsheets: every variant by month, complex and channel. */
final class TimeMachineFile {
    private static final List<String> COLUMNS = List.of(
            "variant", "month", "kind", "complex", "channel", "raw", "persons", "target", "billed", "net", "vat",
            "gross");

    enum Kind {
        CSV("csv", MediaType.parseMediaType("text/csv;charset=UTF-8")),
        XLSX("xlsx", MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

        final String ending;
        final MediaType type;

        Kind(String ending, MediaType type) {
            this.ending = ending;
            this.type = type;
        }
    }

    private TimeMachineFile() {}

    static Mono<ResponseEntity<byte[]>> of(Kind kind, Ui ui, TimeMachineForm form, TimeMachineReport report) {
        return Mono.fromCallable(
                        () -> kind == Kind.CSV ? csv(ui, rows(ui, form, report)) : xlsx(ui, rows(ui, form, report)))
                .subscribeOn(Schedulers.boundedElastic())
                .map(bytes -> ResponseEntity.ok()
                        .contentType(kind.type)
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("time-machine-"
                                                + report.question().from() + "-"
                                                + report.question().to() + "." + kind.ending)
                                        .build()
                                        .toString())
                        .body(bytes));
    }

    /** Cells are texts or numbers. */
    static List<List<Object>> rows(Ui ui, TimeMachineForm form, TimeMachineReport report) {
        var rows = new ArrayList<List<Object>>();
        add(ui, rows, ui.t("timemachine.as-signed"), report.signed());
        var question = report.question();
        for (int second = 0; second < question.seconds().size(); second++) {
            for (int day = 0; day < question.days().size(); day++) {
                var words = VariantText.of(
                                question.days().get(day), question.seconds().get(second))
                        .words(ui);
                add(ui, rows, words, report.cell(second, day));
            }
        }
        for (int i = 0; i < report.variants().size(); i++) {
            var words = VariantText.parse(form.variants().get(i)).words(ui);
            add(ui, rows, words, report.variants().get(i));
        }
        return rows;
    }

    private static void add(Ui ui, List<List<Object>> rows, String variant, TimeMachineResult result) {
        for (var cell : result.cells()) {
            var channel = cell.channel();
            rows.add(List.of(
                    variant,
                    cell.month().toString(),
                    ui.t("timemachine.kind." + cell.kind().name()),
                    Objects.requireNonNullElse(cell.complex(), ""),
                    channel == null ? "" : ui.t("billing.channel." + channel.name()),
                    BigDecimal.valueOf(cell.raw()),
                    BigDecimal.valueOf(cell.persons()),
                    BigDecimal.valueOf(cell.target()),
                    BigDecimal.valueOf(cell.billed()),
                    cell.net().amount(),
                    cell.vat().amount(),
                    cell.gross().amount()));
        }
    }

    private static List<String> head(Ui ui) {
        return COLUMNS.stream().map(column -> ui.t("timemachine.col." + column)).toList();
    }

    private static byte[] csv(Ui ui, List<List<Object>> rows) {
        var text = new StringBuilder("\uFEFF").append(SafeCsv.line(head(ui)));
        rows.forEach(row -> text.append(
                SafeCsv.line(row.stream().map(TimeMachineFile::plain).toList())));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(Object cell) {
        return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
    }

    private static byte[] xlsx(Ui ui, List<List<Object>> rows) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Kvartal", "1.0")) {
            var sheet = book.newWorksheet(ui.t("timemachine.sheet"));
            var head = head(ui);
            for (int column = 0; column < head.size(); column++) {
                sheet.value(0, column, head.get(column));
                sheet.style(0, column).bold().set();
            }
            for (int row = 0; row < rows.size(); row++) {
                fill(sheet, row + 1, rows.get(row));
            }
            sheet.freezePane(0, 1);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void fill(Worksheet sheet, int row, List<Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof BigDecimal number) {
                sheet.value(row, column, number);
            } else {
                sheet.value(row, column, cells.get(column).toString());
            }
        }
    }
}

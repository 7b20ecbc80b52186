package io.kvartal.billing.web;

import io.kvartal.shared.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** A file of deals: XLSX, or CSV with comma, semicolon or tab. A first line without a date is a heading. Blocking. */
final class DealSheet {
    private static final int MOST_ROWS = 1001;
    private static final int COLUMNS = 7;
    private static final long MOST_INFLATED = 32L * 1024 * 1024;

    private DealSheet() {}

    /** @throws Problem.Invalid when the bytes are no table */
    static List<DealRow> read(byte[] bytes) {
        var isZip = bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K';
        var rows = isZip ? workbook(bytes) : text(new String(bytes, StandardCharsets.UTF_8));
        var found = rows.stream().map(DealRow::of).filter(row -> !row.isEmpty()).toList();
        return !found.isEmpty() && found.getFirst().signedOn().chars().noneMatch(Character::isDigit)
                ? found.subList(1, found.size())
                : found;
    }

    private static List<List<String>> workbook(byte[] bytes) {
        mustInflateModestly(bytes);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var rows = book.getFirstSheet().openStream()) {
            return rows.limit(MOST_ROWS).map(DealSheet::cells).toList();
        } catch (IOException | ExcelReaderException | IllegalArgumentException | NullPointerException broken) {
            throw new Problem.Invalid("/file", "deals-file");
        }
    }

    /** A small archive may hold gigabytes of nothing. */
    private static void mustInflateModestly(byte[] bytes) {
        long size = 0;
        try (var zip = ZipFile.builder().setByteArray(bytes).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                try (var content = zip.getInputStream(entry)) {
                    size += length(content, MOST_INFLATED - size);
                }
            }
        } catch (IOException broken) {
            throw new Problem.Invalid("/file", "deals-file");
        }
    }

    private static long length(InputStream content, long most) throws IOException {
        long size = 0;
        var piece = new byte[8192];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            size += read;
            if (size > most) {
                throw new IOException("inflates to too much");
            }
        }
        return size;
    }

    private static List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < COLUMNS; i++) {
            cells.add(row.getOptionalCell(i)
                    .map(cell -> text(cell, isDay(cell.getColumnIndex())))
                    .orElse(""));
        }
        return cells;
    }

    private static boolean isDay(int column) {
        return column == 1 || column == 2;
    }

    private static String text(Cell cell, boolean day) {
        if (cell.getType() == CellType.NUMBER) {
            if (day) {
                LocalDateTime at = cell.asDate();
                return at.toLocalDate().toString();
            }
            BigDecimal number = cell.asNumber();
            return number.stripTrailingZeros().toPlainString();
        }
        var text = cell.getText();
        return text == null ? "" : text;
    }

    private static List<List<String>> text(String all) {
        var content = all.startsWith("\ufeff") ? all.substring(1) : all;
        var first = content.lines().findFirst().orElse("");
        var separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        return content.lines()
                .limit(MOST_ROWS)
                .map(line -> split(line, separator))
                .toList();
    }

    /** RFC 4180 quoting, one line for a deal. */
    private static List<String> split(String line, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}

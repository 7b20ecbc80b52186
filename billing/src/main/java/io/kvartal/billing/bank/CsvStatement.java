package io.kvartal.billing.bank;

import io.kvartal.billing.bank.CsvColumns.Fact;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A statement as banks export it for a spreadsheet: some lines about the account, a line of headings, movements, perhaps totals. */
final class CsvStatement {
    private static final int HEADINGS_WITHIN = 40;
    private static final List<String> TOTALS =
            List.of("итого", "всего", "барлығы", "total", "исходящий", "входящий", "обороты");
    private static final DateTimeFormatter POINTS = DateTimeFormatter.ofPattern("d.M.yyyy");

    private record Row(int no, List<String> cells) {
        String cell(Map<Fact, Integer> at, Fact fact) {
            var column = at.get(fact);
            return column == null || column >= cells.size()
                    ? ""
                    : cells.get(column).strip();
        }
    }

    private CsvStatement() {}

    static StatementFile read(String text, CsvColumns columns) {
        var separator = separator(text);
        var rows = rows(text, separator);
        for (var i = 0; i < Math.min(rows.size(), HEADINGS_WITHIN); i++) {
            var at = columns.find(rows.get(i).cells());
            if (!at.isEmpty()) {
                return new StatementFile(
                        StatementFormat.CSV,
                        account(rows.subList(0, i), rows.subList(i + 1, rows.size()), at),
                        movements(rows.subList(i + 1, rows.size()), at));
            }
        }
        throw new StatementFault(
                1,
                "statement-no-headings",
                rows.isEmpty() ? "" : String.join(" | ", rows.getFirst().cells()));
    }

    /** The one that stands most often in the fullest line. */
    private static char separator(String text) {
        var best = ';';
        var most = 0L;
        for (var candidate : new char[] {';', '\t', ','}) {
            var count = text.lines()
                    .limit(HEADINGS_WITHIN)
                    .mapToLong(line -> line.chars().filter(c -> c == candidate).count())
                    .max()
                    .orElse(0);
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** RFC 4180 with any separator; a quoted cell may hold separators, quotes and line ends. */
    private static List<Row> rows(String text, char separator) {
        var rows = new ArrayList<Row>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        var no = 1;
        var began = 1;
        for (var i = 0; i <= text.length(); i++) {
            var end = i == text.length();
            var c = end ? '\n' : text.charAt(i);
            if (quoted && !end) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    no += c == '\n' ? 1 : 0;
                    cell.append(c);
                }
            } else if (quoted) {
                throw new StatementFault(
                        began, "statement-quote", cell.toString().strip());
            } else if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
                cell.setLength(0);
            } else if (c == separator || c == '\n') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
                if (c == '\n') {
                    if (cells.stream().anyMatch(one -> !one.isEmpty())) {
                        rows.add(new Row(began, List.copyOf(cells)));
                    }
                    cells.clear();
                    began = ++no;
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }

    private static String account(List<Row> before, List<Row> movements, Map<Fact, Integer> at) {
        for (var row : before) {
            for (var cell : row.cells()) {
                var iban = cell.replace(" ", "").toUpperCase(Locale.ROOT).replaceAll(".*(KZ[0-9A-Z]{18}).*", "$1");
                if (iban.matches("KZ[0-9A-Z]{18}")) {
                    return iban;
                }
            }
        }
        var named = movements.isEmpty() ? "" : movements.getFirst().cell(at, Fact.ACCOUNT);
        return named.isEmpty() ? "–" : named;
    }

    private static List<StatementLine> movements(List<Row> rows, Map<Fact, Integer> at) {
        var lines = new ArrayList<StatementLine>();
        for (var row : rows) {
            var first = row.cells().stream()
                    .filter(cell -> !cell.isEmpty())
                    .findFirst()
                    .orElse("");
            if (TOTALS.stream().noneMatch(first.toLowerCase(Locale.ROOT)::startsWith)) {
                lines.add(movement(row, at));
            }
        }
        return List.copyOf(lines);
    }

    private static StatementLine movement(Row row, Map<Fact, Integer> at) {
        var signed = signed(row, at);
        var purpose = row.cell(at, Fact.PURPOSE).replaceAll("\\s+", " ");
        var bin = row.cell(at, Fact.BIN).replaceAll("\\D", "");
        return new StatementLine(
                row.no(),
                signed.minor() < 0,
                false,
                day(row, row.cell(at, Fact.DATE)),
                signed.minor() < 0 ? signed.negated() : signed,
                row.cell(at, Fact.REFERENCE),
                row.cell(at, Fact.NAME),
                bin.length() == 12 ? bin : Mt940.bin(purpose),
                purpose);
    }

    private static Money signed(Row row, Map<Fact, Integer> at) {
        var credit = amount(row, row.cell(at, Fact.CREDIT));
        var debit = amount(row, row.cell(at, Fact.DEBIT));
        var amount = credit.isZero() && debit.isZero() ? amount(row, row.cell(at, Fact.AMOUNT)) : credit.minus(debit);
        if (amount.isZero() || (credit.isPositive() && debit.isPositive())) {
            throw new StatementFault(row.no(), "statement-amount", String.join(" | ", row.cells()));
        }
        return amount;
    }

    private static Money amount(Row row, String text) {
        if (text.isEmpty()) {
            return Money.ZERO_KZT;
        }
        try {
            var plain = text.replaceAll("[\\s\\u00a0\\u202f']", "");
            var comma = plain.lastIndexOf(',');
            var point = plain.lastIndexOf('.');
            var decimal = comma > point ? plain.replace(".", "").replace(',', '.') : plain.replace(",", "");
            var amount = new BigDecimal(decimal);
            // 15,000 is fifteen tenge here and fifteen thousand there: nobody shall guess.
            if (amount.scale() > 2) {
                throw new StatementFault(row.no(), "statement-amount", text);
            }
            return Money.of(amount, Money.KZT);
        } catch (NumberFormatException | ArithmeticException unreadable) {
            throw new StatementFault(row.no(), "statement-amount", text);
        }
    }

    private static LocalDate day(Row row, String text) {
        var day = text.length() > 10 ? text.substring(0, 10) : text;
        try {
            return day.contains("-") ? LocalDate.parse(day) : LocalDate.parse(day, POINTS);
        } catch (DateTimeException notADay) {
            throw new StatementFault(row.no(), "statement-date", text);
        }
    }
}

package io.kvartal.billing.bank;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SWIFT's customer statement (MT940), with or without its envelope, one or several messages in a file. Strict where money is: an unreadable movement or
 * balances that do not add up refuse the file, with the line.
 */
final class Mt940 {
    private static final Pattern TAG = Pattern.compile("^:(\\d{2}[A-Z]?):(.*)$");
    private static final Pattern MOVEMENT = Pattern.compile(
            "^(\\d{6})(\\d{4})?(C|D|RC|RD)([A-Z])?(\\d{1,12}(?:,\\d{0,2})?)([NFS][A-Z0-9]{3})([^/]{0,16}(?:/[^/]+)*?)(?://(.{0,34}))?$");
    private static final Pattern BALANCE = Pattern.compile("^([CD])(\\d{6})([A-Z]{3})(\\d{1,13}(?:,\\d{0,2})?)$");
    private static final Pattern BIN = Pattern.compile(
            "(?:БИН|ИИН|БСН|ЖСН|BIN|IIN)\\D{0,4}(\\d{12})(?!\\d)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NAME = Pattern.compile("/NAME/([^/]+)");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

    private record Field(int no, String tag, String value) {}

    private final List<StatementLine> lines = new ArrayList<>();
    private @Nullable String account;
    private @Nullable Money opening;
    private @Nullable Money running;

    private Mt940() {}

    static boolean looksLike(String text) {
        return text.stripLeading().startsWith("{1:") || text.lines().anyMatch(line -> line.startsWith(":60"));
    }

    static StatementFile read(String text) {
        var statement = new Mt940();
        var fields = fields(text);
        for (var i = 0; i < fields.size(); i++) {
            var next = i + 1 < fields.size() ? fields.get(i + 1) : null;
            statement.take(fields.get(i), next != null && next.tag().equals("86") ? next.value() : "");
        }
        var last = fields.getLast();
        if (statement.opening != null) {
            throw new StatementFault(last.no(), "statement-no-closing", ":62F:");
        }
        var account = statement.account;
        if (account == null) {
            throw new StatementFault(1, "statement-no-account", ":25:");
        }
        return new StatementFile(StatementFormat.MT940, account, List.copyOf(statement.lines));
    }

    /** Lines that begin no field belong to the one before. */
    private static List<Field> fields(String text) {
        var fields = new ArrayList<Field>();
        var no = 0;
        for (var line : text.split("\\r?\\n", -1)) {
            no++;
            var tag = TAG.matcher(line);
            if (tag.matches()) {
                fields.add(new Field(no, tag.group(1), tag.group(2).strip()));
            } else if (!line.isBlank() && !line.startsWith("{") && !line.startsWith("-}") && !line.equals("-")) {
                if (fields.isEmpty()) {
                    throw new StatementFault(no, "statement-unreadable", line);
                }
                var before = fields.removeLast();
                fields.add(new Field(before.no(), before.tag(), before.value() + "\n" + line.strip()));
            }
        }
        if (fields.isEmpty()) {
            throw new StatementFault(1, "statement-empty", "");
        }
        return fields;
    }

    private void take(Field field, String details) {
        switch (field.tag()) {
            case "25" -> account(field);
            case "60F", "60M" -> open(field);
            case "61" -> lines.add(movement(field, details));
            case "62F", "62M" -> close(field);
            default -> {}
        }
    }

    private void account(Field field) {
        var there = field.value().split("\n")[0].strip();
        if (there.isEmpty() || (account != null && !account.equals(there))) {
            throw new StatementFault(field.no(), "statement-no-account", there);
        }
        account = there;
    }

    private void open(Field field) {
        if (opening != null) {
            throw new StatementFault(field.no(), "statement-no-closing", field.value());
        }
        opening = balance(field);
        running = opening;
    }

    private void close(Field field) {
        var computed = running;
        if (computed == null) {
            throw new StatementFault(field.no(), "statement-no-opening", field.value());
        }
        var stated = balance(field);
        if (!stated.equals(computed)) {
            throw new StatementFault(field.no(), "statement-balance", stated.amount() + " ≠ " + computed.amount());
        }
        opening = null;
        running = null;
    }

    private static Money balance(Field field) {
        var parts = BALANCE.matcher(field.value());
        if (!parts.matches()) {
            throw new StatementFault(field.no(), "statement-unreadable", field.value());
        }
        if (!parts.group(3).equals("KZT")) {
            throw new StatementFault(field.no(), "statement-currency", parts.group(3));
        }
        day(field, parts.group(2));
        var amount = amount(field, parts.group(4));
        return parts.group(1).equals("C") ? amount : amount.negated();
    }

    private StatementLine movement(Field field, String details) {
        var before = running;
        if (before == null) {
            throw new StatementFault(field.no(), "statement-no-opening", field.value());
        }
        var value = field.value().split("\n", 2);
        var parts = MOVEMENT.matcher(value[0].strip());
        if (!parts.matches()) {
            throw new StatementFault(field.no(), "statement-unreadable", value[0]);
        }
        var mark = parts.group(3);
        var outgoing = mark.equals("D") || mark.equals("RC");
        var amount = amount(field, parts.group(5));
        if (!amount.isPositive()) {
            throw new StatementFault(field.no(), "statement-amount", value[0]);
        }
        running = outgoing ? before.minus(amount) : before.plus(amount);
        var text = details.isEmpty() && value.length > 1 ? value[1] : details;
        return new StatementLine(
                field.no(),
                outgoing,
                mark.startsWith("R"),
                booked(field, parts),
                amount,
                reference(parts),
                name(text),
                bin(text),
                purpose(text));
    }

    /** The value date, and the entry's month and day where the bank states them: around New Year the years differ. */
    private static LocalDate booked(Field field, Matcher parts) {
        var value = day(field, parts.group(1));
        var entry = parts.group(2);
        if (entry == null) {
            return value;
        }
        try {
            var near = LocalDate.of(
                    value.getYear(), Integer.parseInt(entry.substring(0, 2)), Integer.parseInt(entry.substring(2)));
            return near.isAfter(value.plusMonths(6))
                    ? near.minusYears(1)
                    : near.isBefore(value.minusMonths(6)) ? near.plusYears(1) : near;
        } catch (DateTimeException noSuchDay) {
            throw new StatementFault(field.no(), "statement-date", entry);
        }
    }

    private static String reference(Matcher parts) {
        var bank = parts.group(8);
        var own = parts.group(7) == null ? "" : parts.group(7).strip();
        return bank != null && !bank.isBlank() ? bank.strip() : own.equals("NONREF") ? "" : own;
    }

    private static LocalDate day(Field field, String text) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException noSuchDay) {
            throw new StatementFault(field.no(), "statement-date", text);
        }
    }

    private static Money amount(Field field, String text) {
        try {
            return Money.of(new BigDecimal(text.replaceAll(",$", "").replace(',', '.')), Money.KZT);
        } catch (ArithmeticException | NumberFormatException unreadable) {
            throw new StatementFault(field.no(), "statement-amount", text);
        }
    }

    static String bin(String text) {
        var found = BIN.matcher(text.replace("\n", " "));
        return found.find() ? found.group(1) : "";
    }

    /** From {@code ?32…?33} or {@code /NAME/…}, whichever the bank writes. */
    private static String name(String text) {
        var flat = text.replace("\n", "");
        if (flat.contains("?32")) {
            return BIN.matcher(part(flat, "?32") + part(flat, "?33"))
                    .replaceAll("")
                    .strip();
        }
        var named = NAME.matcher(flat);
        return named.find() ? named.group(1).strip() : "";
    }

    private static String part(String text, String mark) {
        var from = text.indexOf(mark);
        if (from < 0) {
            return "";
        }
        var until = text.indexOf('?', from + mark.length());
        return text.substring(from + mark.length(), until < 0 ? text.length() : until)
                .strip();
    }

    private static String purpose(String text) {
        return text.replaceAll("\\?\\d{2}", " ").replaceAll("\\s+", " ").strip();
    }
}

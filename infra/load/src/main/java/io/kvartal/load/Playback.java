package io.kvartal.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kvartal.dev.EmbeddedDatabase;

/**
 * What the application said to the database for one piece of work, as a script that pgbench says again and again: each time of another person, with other
 * ids, for another developer. It is read from the server's own log, so it is always what the application says today.
 */
final class Playback {
    private static final Pattern ENTRY =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d [\\d:.]+ UTC \\[(\\d+)] kvartal_app (LOG|DETAIL): {1,2}(.*)$");
    private static final Pattern STATEMENT = Pattern.compile("(?s)^(?:statement|execute [^:]*): (.*)$");
    private static final Pattern PARAMETER = Pattern.compile("(?s)\\$(\\d+) = (NULL|'(?:[^']|'')*')");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern FINGERPRINT = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00");
    private static final Pattern NUMBERS = Pattern.compile("\\{-?\\d+(,-?\\d+)*}");
    private static final Pattern WORDS = Pattern.compile("\\{\\w+(,\\w+)*}");
    private static final Pattern COLON = Pattern.compile(":(?=\\w)");

    private final Map<String, String> fixed;
    /** A text that is other each time → how it is made of the number {@code :n}. */
    private final Map<String, String> fresh = new LinkedHashMap<>();

    private final Map<String, Made> variables = new LinkedHashMap<>();

    /**
     * @param fixed what stands for one developer in the log → a column that {@code \gset} gives for any
     * @param unique a text of this piece of work alone
     */
    private Playback(Map<String, String> fixed, String unique) {
        this.fixed = fixed;
        fresh.put(unique, "'bench-' || :n::text");
    }

    /** A variable of the script and its value. */
    private record Made(String name, String expression) {}

    /** One statement as it was logged. */
    private record Said(String backend, String text) {}

    /**
     * @param from position in the log where the work begins
     * @param unique what only transactions that belong to the work name
     * @param developers where the script finds the columns of {@code fixed}
     * @return a script that expects {@code :n}; its first statement gives values to all variables
     */
    static String script(
            EmbeddedDatabase database, long from, Map<String, String> fixed, String unique, String developers) {
        var playback = new Playback(fixed, unique);
        var script = new StringBuilder();
        for (var transaction : transactions(statements(database.log(), from))) {
            if (transaction.stream().anyMatch(said -> said.contains(unique))) {
                transaction.forEach(said -> script.append(playback.again(said)).append(";\n"));
            }
        }
        return playback.head(developers) + script;
    }

    private String head(String developers) {
        return Stream.concat(
                        fixed.values().stream(),
                        variables.values().stream().map(made -> made.expression + " as " + made.name))
                .collect(Collectors.joining(", ", "select ", " from " + developers + " \\gset\n"));
    }

    static long end(EmbeddedDatabase database) {
        try {
            return Files.size(database.log());
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static List<Said> statements(Path log, long from) {
        var all = new ArrayList<Said>();
        var lines = entries(log, from);
        for (int i = 0; i < lines.size(); i++) {
            var statement = STATEMENT.matcher(lines.get(i).text());
            if (statement.matches()) {
                var next = i + 1 < lines.size() ? lines.get(i + 1) : null;
                var detail = next != null && next.backend().equals(lines.get(i).backend()) ? next.text() : "";
                all.add(new Said(lines.get(i).backend(), filled(statement.group(1), detail)));
            }
        }
        return all;
    }

    private static List<Said> entries(Path log, long from) {
        var entries = new ArrayList<Said>();
        var skipped = false;
        for (var line : text(log, from).split("\n")) {
            var entry = ENTRY.matcher(line);
            if (entry.matches()) {
                entries.add(new Said(entry.group(1), entry.group(3)));
                skipped = false;
            } else if (!line.startsWith("\t")) {
                skipped = true;
            } else if (!skipped && !entries.isEmpty()) {
                var last = entries.removeLast();
                entries.add(new Said(last.backend(), last.text() + "\n" + line.substring(1)));
            }
        }
        return entries;
    }

    private static String text(Path log, long from) {
        try (var file = Files.newInputStream(log)) {
            file.skipNBytes(from);
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Parameters in their places, as literals. */
    private static String filled(String statement, String detail) {
        var values = new LinkedHashMap<String, String>();
        PARAMETER.matcher(detail).results().forEach(one -> values.put(one.group(1), one.group(2)));
        return PLACE.matcher(statement)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** A statement outside BEGIN and COMMIT is a transaction of its own. */
    private static List<List<String>> transactions(List<Said> all) {
        var open = new LinkedHashMap<String, List<String>>();
        var done = new ArrayList<List<String>>();
        for (var said : all) {
            var word = said.text().strip().toUpperCase(java.util.Locale.ROOT);
            if (word.startsWith("BEGIN")) {
                open.put(said.backend(), new ArrayList<>(List.of("begin")));
            } else if (!open.containsKey(said.backend())) {
                done.add(List.of(said.text()));
            } else if (word.startsWith("ROLLBACK")) {
                open.remove(said.backend());
            } else {
                var own = open.get(said.backend());
                own.add(word.startsWith("COMMIT") ? "commit" : said.text());
                if (word.startsWith("COMMIT")) {
                    done.add(own);
                    open.remove(said.backend());
                }
            }
        }
        return done;
    }

    private String again(String statement) {
        var out = new StringBuilder();
        int at = 0;
        var literal = Pattern.compile("(?s)'(?:[^']|'')*'").matcher(statement);
        while (literal.find()) {
            out.append(statement, at, literal.start()).append(value(literal.group()));
            at = literal.end();
        }
        return out.append(statement.substring(at)).toString();
    }

    /**
     * What was of this person and this developer becomes a variable, which takes the type that its place wants; all else stays the literal that it was,
     * with nothing left that pgbench would take for a variable.
     */
    private String value(String quoted) {
        var text = quoted.substring(1, quoted.length() - 1);
        remember(text, ID);
        remember(text, FINGERPRINT);
        var alone = fixed.get(text);
        if (alone != null) {
            return ":" + alone;
        }
        var expression = literal(text);
        for (var each : fresh.entrySet()) {
            expression = expression.replace(each.getKey(), "' || " + each.getValue() + " || E'");
        }
        for (var each : fixed.entrySet()) {
            expression = expression.replace(each.getKey(), "' || " + each.getValue() + "::text || E'");
        }
        if (!expression.contains(" || ")) {
            return expression + type(text);
        }
        var made = expression;
        return ":" + variables.computeIfAbsent(text, one -> new Made("v" + variables.size(), made)).name;
    }

    private static String type(String text) {
        return INSTANT.matcher(text).matches()
                ? "::timestamptz"
                : NUMBERS.matcher(text).matches()
                        ? "::bigint[]"
                        : WORDS.matcher(text).matches() ? "::text[]" : "";
    }

    private static String literal(String text) {
        return "E'" + COLON.matcher(text.replace("\\", "\\\\")).replaceAll("\\\\x3a") + "'";
    }

    private void remember(String text, Pattern what) {
        what.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(found -> !fixed.containsKey(found))
                .forEach(found -> fresh.computeIfAbsent(found, one -> expression(what == ID, fresh.size())));
    }

    private static String expression(boolean id, int no) {
        return id
                ? "(lpad(to_hex(:n::bigint), 16, '0') || '%016x')::uuid::text".formatted(no)
                : "lpad(to_hex(:n::bigint), 64, '%02x')".formatted(no);
    }
}

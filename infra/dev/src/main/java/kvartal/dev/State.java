package kvartal.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What runs, as the launcher wrote it down and {@code ./kvartal status} tells it.
 *
 * @param state starting, running, stopping or stopped
 * @param pid the application's process
 * @param supervisor the launcher's process; a signal to it stops everything in order
 */
record State(
        String state,
        String app,
        String issuer,
        String database,
        long pid,
        long supervisor,
        Map<String, String> hooks) {

    static final State STOPPED = new State("stopped", "", "", "", 0, 0, Map.of());

    boolean stopped() {
        return state.equals("stopped");
    }

    String json() {
        var fields = new ArrayList<String>();
        fields.add(field("state", quoted(state)));
        if (!stopped()) {
            fields.add(field("app", quoted(app)));
            fields.add(field("issuer", quoted(issuer)));
            fields.add(field("database", quoted(database)));
            fields.add(field("pid", String.valueOf(pid)));
            fields.add(field("supervisor", String.valueOf(supervisor)));
        }
        if (!hooks.isEmpty()) {
            var inner = hooks.entrySet().stream()
                    .map(hook -> field(hook.getKey(), quoted(hook.getValue())))
                    .toList();
            fields.add(field("hooks", "{" + String.join(",", inner) + "}"));
        }
        return "{" + String.join(",", fields) + "}";
    }

    List<String> lines() {
        if (stopped()) {
            return List.of("Kvartal is stopped.");
        }
        return List.of(
                "Kvartal is " + state + (pid > 0 ? " (process " + pid + ")" : ""),
                "  application  " + app,
                "  Keycloak     " + issuer,
                "  database     " + database);
    }

    void write(Path file) {
        var text = new StringBuilder();
        var values = new LinkedHashMap<>(Map.of(
                "state", state,
                "app", app,
                "issuer", issuer,
                "database", database,
                "pid", String.valueOf(pid),
                "supervisor", String.valueOf(supervisor)));
        hooks.forEach((name, address) -> values.put("hook." + name, address));
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Folders.writePrivately(file, text.toString());
    }

    static State read(Path file) {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (java.io.IOException nothingThere) {
            return STOPPED;
        }
        var hooks = new LinkedHashMap<String, String>();
        for (var name : List.of("ringostat", "stripe")) {
            var address = values.getProperty("hook." + name);
            if (address != null) {
                hooks.put(name, address);
            }
        }
        return new State(
                values.getProperty("state", "stopped"),
                values.getProperty("app", ""),
                values.getProperty("issuer", ""),
                values.getProperty("database", ""),
                number(values.getProperty("pid")),
                number(values.getProperty("supervisor")),
                hooks);
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String field(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private static String quoted(String text) {
        var result = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                result.append('\\').append((char) c);
            } else if (c < 0x20) {
                result.append(String.format("\\u%04x", c));
            } else {
                result.append((char) c);
            }
        });
        return result.append('"').toString();
    }
}

package kvartal.dev;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the person asked {@code ./kvartal} to do. */
record Options(
        Command command,
        boolean fresh,
        boolean detach,
        boolean demo,
        boolean json,
        int port,
        int keycloakPort,
        @Nullable String name) {

    enum Command {
        START,
        STOP,
        STATUS,
        BENCH,
        SERVICES,
        HELP
    }

    static final String USAGE = """
        Usage:
          ./kvartal start [--fresh] [--detach] [--port N] [--keycloak-port N] [--no-demo]
          ./kvartal stop
          ./kvartal status [--json]
          ./kvartal bench [name]
          ./kvartal lighthouse [page…]              needs a running one, Node and Chromium
          ./kvartal services [--keycloak-port N]    PostgreSQL and Keycloak only, for running the application yourself
        """;

    static Options parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Options(Command.HELP, false, false, true, false, 8080, 8180, null);
        }
        var command = command(arguments.getFirst());
        var options = new Options(command, false, false, true, false, 8080, 8180, null);
        var rest = arguments.subList(1, arguments.size()).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private static Command command(String word) {
        if (List.of("help", "--help", "-h").contains(word)) {
            return Command.HELP;
        }
        return Arrays.stream(Command.values())
                .filter(command ->
                        command.name().toLowerCase(java.util.Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new DevFailure("There is no command \"" + word + "\".\n" + USAGE));
    }

    private Options with(String argument, Iterator<String> rest) {
        if (command == Command.BENCH && name == null && !argument.startsWith("-")) {
            return new Options(command, fresh, detach, demo, json, port, keycloakPort, argument);
        }
        return switch (command + " " + argument) {
            case "START --fresh" -> new Options(command, true, detach, demo, json, port, keycloakPort, name);
            case "START --detach" -> new Options(command, fresh, true, demo, json, port, keycloakPort, name);
            case "START --no-demo" -> new Options(command, fresh, detach, false, json, port, keycloakPort, name);
            case "START --port" ->
                new Options(command, fresh, detach, demo, json, number(argument, rest), keycloakPort, name);
            case "START --keycloak-port", "SERVICES --keycloak-port" ->
                new Options(command, fresh, detach, demo, json, port, number(argument, rest), name);
            case "STATUS --json" -> new Options(command, fresh, detach, demo, true, port, keycloakPort, name);
            default -> throw new DevFailure("\"" + argument + "\" does not go with this command.\n" + USAGE);
        };
    }

    private static int number(String argument, Iterator<String> rest) {
        var text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new DevFailure(argument + " wants a port between 1 and 65535, not \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    /** The same wish for the process in the background: it neither detaches again nor asks. */
    List<String> inBackground() {
        var words = new java.util.ArrayList<>(
                List.of("start", "--port", String.valueOf(port), "--keycloak-port", String.valueOf(keycloakPort)));
        if (!demo) {
            words.add("--no-demo");
        }
        return words;
    }
}

package kvartal.dev;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Behind {@code ./kvartal}. */
public final class Launcher {
    private static @Nullable FileLock held;

    private final Workspace workspace;
    private final long began = System.nanoTime();

    private Launcher(Workspace workspace) {
        this.workspace = workspace;
    }

    public static void main(String[] arguments) {
        try {
            var options = Options.parse(List.of(arguments));
            var code = new Launcher(new Workspace(Checkout.root())).run(options);
            System.exit(code);
        } catch (DevFailure plain) {
            System.err.println("\n" + plain.getMessage());
            System.exit(1);
        }
    }

    private int run(Options options) {
        return switch (options.command()) {
            case HELP -> help();
            case STATUS -> status(options);
            case STOP -> stop();
            case BENCH -> Benchmarks.run(workspace.root(), options.name());
            case SERVICES -> supervise(options);
            case START -> start(options);
        };
    }

    private static int help() {
        System.out.print(Options.USAGE);
        return 0;
    }

    private int status(Options options) {
        var state = workspace.current();
        if (options.json()) {
            System.out.println(state.json());
        } else {
            state.lines().forEach(System.out::println);
        }
        return 0;
    }

    private int stop() {
        var state = workspace.current();
        if (state.stopped() && workspace.lock().isPresent()) {
            System.out.println("Kvartal is not running.");
            return 0;
        }
        say("stopping");
        ProcessHandle.of(state.supervisor()).ifPresent(ProcessHandle::destroy);
        if (!awaitStopped(Duration.ofSeconds(100))) {
            throw new DevFailure("Kvartal (process " + state.supervisor() + ") does not stop; see "
                    + workspace.logs().resolve("launcher.log"));
        }
        say("stopped");
        return 0;
    }

    private boolean awaitStopped(Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            if (workspace.current().stopped()) {
                return true;
            }
            Child.pause(200);
        }
        return false;
    }

    private int start(Options options) {
        var state = workspace.current();
        if (state.state().equals("stopping")) {
            say("waiting until the one before has stopped");
            awaitStopped(Duration.ofSeconds(100));
        } else if (!state.stopped()) {
            return alreadyRunning(options, state);
        }
        if (options.fresh()) {
            confirm();
        }
        return options.detach() ? detach(options) : supervise(options);
    }

    private int alreadyRunning(Options options, State state) {
        if (options.fresh()) {
            throw new DevFailure("Kvartal is " + state.state() + ". Stop it first: ./kvartal stop");
        }
        state.lines().forEach(System.out::println);
        return 0;
    }

    private void confirm() {
        var console = System.console();
        if (console != null && console.isTerminal() && Files.exists(workspace.postgres())) {
            var answer = console.readLine("Delete all local data of Kvartal in %s? [y/N] ", workspace.folder());
            if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                throw new DevFailure("Nothing was deleted.");
            }
        }
    }

    private int supervise(Options options) {
        // Held until the process is gone, the orderly stop included: whoever gets it finds nothing of ours running.
        held = workspace.lock().orElseThrow(() -> new DevFailure("Another launcher is at work here."));
        return supervise(options, held);
    }

    private int supervise(Options options, FileLock held) {
        if (options.fresh()) {
            say("deleting local data");
            workspace.forget();
        }
        if (options.command() == Options.Command.START) {
            Ports.requireFree(options.port(), "the application", "Stop it, or choose another port with --port.");
        }
        keepPreviousLog("application.log");
        var supervisor = new Supervisor(workspace, options, this::say);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
        supervisor.startServices();
        if (options.command() == Options.Command.SERVICES) {
            supervisor.state("running");
            Greeting.services(supervisor, workspace);
            return forever(held);
        }
        supervisor.startApplication();
        Greeting.application(supervisor.state("running"), options, seconds());
        supervisor.awaitEnd();
        if (!supervisor.stopping()) {
            System.err.println("\nThe application has ended by itself. Its last lines:\n"
                    + Logs.tail(workspace.logs().resolve("application.log"), 25));
            return 1;
        }
        return 0;
    }

    private static int forever(FileLock held) {
        while (held.isValid()) {
            Child.pause(60_000);
        }
        return 0;
    }

    /** Starts this program again in the background and shows what it says until all is up. */
    private int detach(Options options) {
        if (options.fresh()) {
            say("deleting local data");
            workspace.forget();
        }
        var log = workspace.logs().resolve("launcher.log");
        Folders.create(workspace.logs());
        keepPreviousLog("launcher.log");
        var command = new ArrayList<>(List.of(
                "bash", "-c", "set -m; trap '' INT HUP; log=$1; shift; \"$@\" </dev/null >\"$log\" 2>&1 & echo $!"));
        command.addAll(List.of("kvartal", log.toString(), Application.java()));
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Dkvartal.root=" + workspace.root(), "-cp", System.getProperty("java.class.path")));
        command.add(Launcher.class.getName());
        command.addAll(options.inBackground());
        var answer = Commands.run(workspace.root(), 20, command);
        if (!answer.ok() || !answer.text().matches("\\d+")) {
            throw new DevFailure("Cannot start in the background: " + answer.text());
        }
        return follow(log, Long.parseLong(answer.text()));
    }

    private int follow(Path log, long supervisor) {
        var shown = 0L;
        while (true) {
            var alive =
                    ProcessHandle.of(supervisor).filter(ProcessHandle::isAlive).isPresent();
            var state = State.read(workspace.state());
            shown = show(log, shown);
            if (alive && state.supervisor() == supervisor && state.state().equals("running")) {
                Child.pause(300);
                show(log, shown);
                return 0;
            }
            if (!alive) {
                show(log, shown);
                return 1;
            }
            Child.pause(200);
        }
    }

    private static long show(Path log, long from) {
        try (var file = Files.newByteChannel(log)) {
            file.position(from);
            var bytes = java.nio.ByteBuffer.allocate((int) Math.min(1 << 20, Math.max(0, file.size() - from)));
            file.read(bytes);
            System.out.write(bytes.array(), 0, bytes.position());
            System.out.flush();
            return from + bytes.position();
        } catch (IOException notYet) {
            return from;
        }
    }

    private void keepPreviousLog(String name) {
        var log = workspace.logs().resolve(name);
        try {
            if (Files.exists(log)) {
                Files.move(log, workspace.logs().resolve(name + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new DevFailure("Cannot put the log " + log + " aside", e);
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private synchronized void say(String line) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), line);
    }
}

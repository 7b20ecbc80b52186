package kvartal.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a benchmark of {@code infra/load} in a process of its own, with the memory that the application has. */
final class Benchmarks {
    private Benchmarks() {}

    /** @param name null lists them */
    static int run(Path root, @Nullable String name) {
        return start(root, java(root, name));
    }

    private static List<String> java(Path root, @Nullable String name) {
        var command = new ArrayList<>(List.of(
                Application.java(),
                "-Xms256m",
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkvartal.root=" + root,
                "-cp",
                classPath(root),
                "io.kvartal.load.Bench"));
        if (name != null) {
            command.add(name);
        }
        return command;
    }

    private static int start(Path root, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(root.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new DevFailure("Cannot run the benchmarks: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    /** The application itself is packed as an executable jar, which cannot be a library: its classes stand here as they were compiled. */
    private static String classPath(Path root) {
        var load = root.resolve("infra/load/target");
        try {
            return String.join(
                    File.pathSeparator,
                    load.resolve("classes").toString(),
                    root.resolve("infra/app/target/classes").toString(),
                    Files.readString(load.resolve("classpath")).strip());
        } catch (IOException notBuilt) {
            throw new DevFailure("The benchmarks are not built: " + load + " is missing", notBuilt);
        }
    }
}

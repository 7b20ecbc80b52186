package kvartal.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The benchmarks are the shell scripts of {@code infra/load}; each prints a ratio. */
final class Benchmarks {
    private static final String SUFFIX = ".sh";

    private Benchmarks() {}

    static int run(Path root, @Nullable String name) {
        var folder = root.resolve("infra/load");
        var names = names(folder);
        if (names.isEmpty()) {
            System.out.println("There are no benchmarks yet: infra/load holds no script.");
            return name == null ? 0 : 1;
        }
        if (name == null) {
            System.out.println("Benchmarks (./kvartal bench <name>): " + String.join(", ", names));
            return 0;
        }
        if (!names.contains(name)) {
            throw new DevFailure("There is no benchmark \"" + name + "\". There are: " + String.join(", ", names));
        }
        return run(root, folder.resolve(name + SUFFIX));
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DevFailure("Cannot read " + folder, e);
        }
    }

    private static int run(Path root, Path script) {
        try {
            return new ProcessBuilder("bash", script.toString())
                    .directory(root.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new DevFailure("Cannot run " + script + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }
}

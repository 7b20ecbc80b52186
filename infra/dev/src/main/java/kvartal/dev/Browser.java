package kvartal.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Chromium for browser tests. */
public final class Browser {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));

    private Browser() {}

    /**
     * One that is installed, else one from the system's package manager where we may use it. Empty: let Playwright
     * download its own.
     */
    public static Optional<Path> executable() {
        return installed().or(() -> {
            install();
            return installed();
        });
    }

    static Optional<Path> installed() {
        var told = System.getenv("CHROME_PATH");
        if (told != null && Files.isExecutable(Path.of(told))) {
            return Optional.of(Path.of(told));
        }
        for (var name : NAMES) {
            var found = Commands.run(Path.of("/"), 10, List.of("sh", "-c", "command -v " + name));
            if (found.ok()) {
                return Optional.of(Path.of(found.text()));
            }
        }
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    /** As root Chromium's sandbox cannot start. */
    public static List<String> arguments() {
        return Commands.root() ? List.of("--no-sandbox") : List.of();
    }

    private static void install() {
        if (Commands.root() && Commands.exists("apt-get")) {
            var quiet = java.util.Map.of("DEBIAN_FRONTEND", "noninteractive");
            Commands.run(Path.of("/"), 300, List.of("apt-get", "update", "-qq"), quiet);
            Commands.run(
                    Path.of("/"),
                    900,
                    List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"),
                    quiet);
        }
    }
}

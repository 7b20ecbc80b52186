package kvartal.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The container engine of this machine, if one answers, and our own image. */
public final class Docker {
    private Docker() {}

    public static boolean available() {
        return reason().isEmpty();
    }

    /** Why there is no engine; empty when there is one. */
    public static String reason() {
        var answer = Commands.run(Path.of("/"), 30, List.of("docker", "version", "--format", "{{.Server.Version}}"));
        return switch (answer.code()) {
            case 0 -> "";
            case 127 -> "there is no docker command on this machine";
            case 124 -> "the Docker engine does not answer";
            default -> "no Docker engine answers: " + answer.text().lines().reduce("", (first, last) -> last);
        };
    }

    /** Whether a missing browser or engine is an error instead of a reason to skip; continuous integration says so. */
    public static boolean nothingMayBeSkipped() {
        return "true".equals(System.getenv("KVARTAL_NOTHING_SKIPPED"));
    }

    /**
     * Builds the application's image; base images that can be neither found nor pulled are made on this machine.
     *
     * @param jar the executable jar
     * @return the tag of the image
     */
    public static String buildApplicationImage(Path jar, String tag) {
        if (!Files.exists(jar)) {
            throw new DevFailure("The application is not built: " + jar + " is missing");
        }
        var root = Checkout.root();
        var java = Map.of("JAVA_HOME", System.getProperty("java.home"));
        must(Commands.run(root, 900, List.of("bash", "infra/images/base-images.sh"), java), "No base image");
        var environment = Map.of("KVARTAL_JAR", jar.toAbsolutePath().toString());
        must(
                Commands.run(root, 900, List.of("bash", "infra/images/app/build.sh", tag), environment),
                "The image could not be built");
        return tag;
    }

    private static void must(Commands.Answer answer, String otherwise) {
        if (!answer.ok()) {
            throw new DevFailure(otherwise + ":\n" + answer.text());
        }
    }
}

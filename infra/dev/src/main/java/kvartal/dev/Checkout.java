package kvartal.dev;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that we run in. */
public final class Checkout {
    private Checkout() {}

    /** From the system property {@code kvartal.root}, else the nearest folder above that has the realm in it. */
    public static Path root() {
        var told = System.getProperty("kvartal.root");
        if (told != null && !told.isBlank()) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("infra/keycloak/kvartal-realm.json"))) {
                return folder;
            }
        }
        throw new DevFailure("Run this inside a checkout of Kvartal, or set the system property kvartal.root");
    }
}

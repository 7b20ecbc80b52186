package kvartal.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** PostgreSQL's own programs, unpacked once per version from the archive that Maven brought. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** @return the folder with {@code bin/postgres} and {@code bin/initdb} */
    static Path unpacked() {
        var archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (var content = open(archive)) {
            var bytes = content.readAllBytes();
            var folder = Folders.cache().resolve("postgresql-" + fingerprint(bytes));
            return Folders.once(folder, work -> Archives.tarXz(new java.io.ByteArrayInputStream(bytes), work));
        } catch (IOException e) {
            throw new DevFailure("Cannot read the PostgreSQL archive " + archive, e);
        }
    }

    static String archiveName(String osName, String osArch) {
        var os = osName.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var arch =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> throw new DevFailure("There is no PostgreSQL archive for the processor " + osArch);
                };
        return "postgres-" + os + "-" + arch + ".txz";
    }

    private static InputStream open(String archive) {
        var content = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (content == null) {
            throw new DevFailure("The class path holds no " + archive + "; infra/dev/pom.xml chooses it by machine");
        }
        return content;
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

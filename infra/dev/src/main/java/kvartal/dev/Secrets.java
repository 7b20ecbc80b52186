package kvartal.dev;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/** Generated secrets in one file that only its owner may read. What has been generated once stays. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(Path file) {
        var secrets = new Secrets(file);
        if (Files.exists(file)) {
            try {
                secrets.values.load(new StringReader(Files.readString(file)));
            } catch (IOException e) {
                throw new DevFailure("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return secrets;
    }

    /** The secret of this name; made and stored on first use. */
    public synchronized String get(String name, Supplier<String> generator) {
        var known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        var fresh = generator.get();
        set(name, fresh);
        return fresh;
    }

    synchronized void set(String name, String value) {
        values.setProperty(name, value);
        var text = new StringWriter();
        values.stringPropertyNames().stream().sorted().forEach(key -> text.append(key)
                .append('=')
                .append(values.getProperty(key))
                .append('\n'));
        Folders.writePrivately(file, text.toString());
    }

    /** A word of 160 random bits, safe in URLs, SQL and shells. */
    public static String word() {
        return HexFormat.of().formatHex(bytes(20));
    }

    /** 256 random bits, base64. */
    public static String key() {
        return Base64.getEncoder().encodeToString(bytes(32));
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

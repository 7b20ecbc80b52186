import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Checks the format of every Java source below a folder, or writes it: {@code java Format.java <folder> [write]}. It is run from source by the build's toolchain,
 * because the formatter reads only what the JVM that it runs in can read (docs/adr/0006).
 */
class Format {
    public static void main(String[] args) throws IOException {
        var root = Path.of(args[0]);
        var write = args.length > 1 && args[1].equals("write");
        var wrong = new ConcurrentLinkedQueue<Path>();
        sources(root).parallelStream().forEach(file -> {
            if (!format(file, write)) {
                wrong.add(root.relativize(file));
            }
        });
        if (!wrong.isEmpty()) {
            wrong.stream().sorted().forEach(file -> System.err.println("not formatted: " + file));
            System.err.println("mvn validate -Dformat=write formats them");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        var path = root.relativize(file).toString();
                        return !path.contains("target/") && !path.contains("node_modules/") && !path.startsWith(".");
                    })
                    .toList();
        }
    }

    private static boolean format(Path file, boolean write) {
        try {
            var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                    .style(JavaFormatterOptions.Style.PALANTIR)
                    .build());
            var text = Files.readString(file);
            var formatted = formatter.formatSourceAndFixImports(text);
            if (write && !formatted.equals(text)) {
                Files.writeString(file, formatted);
            }
            return write || formatted.equals(text);
        } catch (IOException | FormatterException unreadable) {
            throw new IllegalStateException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}

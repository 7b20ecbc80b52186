package kvartal.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Where things lie, and the few file operations that must be careful. */
public final class Folders {
    private Folders() {}

    /** Unpacked programs, shared by all checkouts of this user: {@code KVARTAL_CACHE}, else {@code ~/.cache/kvartal}. */
    public static Path cache() {
        var chosen = System.getenv("KVARTAL_CACHE");
        var folder = chosen != null && !chosen.isBlank()
                ? Path.of(chosen)
                : Path.of(System.getProperty("user.home"), ".cache", "kvartal");
        return create(folder.toAbsolutePath());
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DevFailure("Cannot create the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    static Path parent(Path path) {
        var parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory("kvartal-" + prefix + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path temporaryRoot() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    static void copy(Path from, Path to) {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                var target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new DevFailure("Cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }

    /** Writes a file that only its owner may read, in one step: a reader sees the old text or the new one. */
    static void writePrivately(Path file, String text) {
        try {
            create(parent(file));
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DevFailure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new DevFailure("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Fills a folder once for all processes: whoever comes first works in a temporary sibling that is moved into place
     * when complete; the others wait and find it ready. A half-filled folder is never seen.
     */
    static Path once(Path folder, Filling filling) {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        create(parent(folder));
        var lock = folder.resolveSibling(folder.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            synchronized (Folders.class) {
                try (var held = channel.lock()) {
                    if (!Files.isDirectory(folder)) {
                        var work = folder.resolveSibling(folder.getFileName() + ".part");
                        delete(work);
                        Files.createDirectories(work);
                        filling.fill(work);
                        Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new DevFailure("Cannot prepare " + folder + ": " + e.getMessage(), e);
        }
    }

    interface Filling {
        void fill(Path folder) throws IOException;
    }
}

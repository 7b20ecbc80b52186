package kvartal.dev;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the two kinds of archive that we get from Maven. Entries that point outside the target are refused. */
final class Archives {
    private Archives() {}

    static void tarXz(InputStream archive, Path target) throws IOException {
        untar(new XZInputStream(new BufferedInputStream(archive, 1 << 16)), target, 0);
    }

    /** @param strip how many leading folders of each entry to drop */
    static void tarGz(InputStream archive, Path target, int strip) throws IOException {
        untar(new GZIPInputStream(archive, 1 << 16), target, strip);
    }

    private static void untar(InputStream plain, Path target, int strip) throws IOException {
        try (var tar = new TarArchiveInputStream(plain)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = Path.of(entry.getName()).normalize();
                if (name.getNameCount() <= strip) {
                    continue;
                }
                var path =
                        target.resolve(name.subpath(strip, name.getNameCount())).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive entry " + name + " points outside its folder");
                }
                write(entry, tar, path);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
    }
}

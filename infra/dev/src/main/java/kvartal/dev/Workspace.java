package kvartal.dev;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The folder {@code .kvartal} of a checkout: data, logs, secrets, and the lock that admits one launcher at a time. */
record Workspace(Path root) {
    Path folder() {
        return root.resolve(".kvartal");
    }

    Path postgres() {
        return folder().resolve("postgresql");
    }

    Path keycloak() {
        return folder().resolve("keycloak");
    }

    Path data() {
        return folder().resolve("data");
    }

    Path logs() {
        return folder().resolve("logs");
    }

    Path state() {
        return folder().resolve("state.properties");
    }

    Secrets secrets() {
        return Secrets.in(folder().resolve("secrets.properties"));
    }

    /** Deletes what {@code --fresh} promises to delete; logs stay. */
    void forget() {
        for (var path : List.of(postgres(), keycloak(), data(), folder().resolve("secrets.properties"), state())) {
            Folders.delete(path);
        }
    }

    /** The lock lives as long as the process that holds it, however that ends; so no stale file can deceive us. */
    Optional<FileLock> lock() {
        Folders.create(folder());
        try {
            var channel =
                    FileChannel.open(folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tried(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock;
        } catch (IOException e) {
            throw new DevFailure("Cannot lock " + folder() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<FileLock> tried(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    /** What runs now: whatever the file says, nothing runs when nobody holds the lock. */
    State current() {
        var free = lock();
        if (free.isEmpty()) {
            return State.read(state());
        }
        try (var channel = free.get().acquiredBy()) {
            return State.STOPPED;
        } catch (IOException e) {
            throw new DevFailure("Cannot unlock " + folder(), e);
        }
    }
}

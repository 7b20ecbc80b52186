package io.kvartal.catalogue;

import io.kvartal.shared.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** Documents in temporary files: bounded while they come in and bounded once more while they are unpacked. */
final class Spool {
    private static final int MEGABYTE = 1024 * 1024;
    /** What a bomb exceeds and an honest feed, all tags, hardly reaches (QUALITY.md). */
    private static final int MAX_RATIO = 100;

    private final long maxBytes;

    Spool(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The file is gone when the work is over, however it ends. */
    static <T> Mono<T> temporary(Function<Path, Mono<T>> work) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> Files.createTempFile("kvartal-feed", ".spool"))
                        .subscribeOn(Schedulers.boundedElastic()),
                work,
                Spool::delete);
    }

    /** @throws Problem.Invalid {@code feed-too-large} */
    Mono<Void> receive(Flux<DataBuffer> document, Path file) {
        var bytes = new AtomicLong();
        var bounded = document.handle((DataBuffer buffer, SynchronousSink<DataBuffer> sink) -> {
            if (bytes.addAndGet(buffer.readableByteCount()) > maxBytes) {
                DataBufferUtils.release(buffer);
                sink.error(tooLarge());
            } else {
                sink.next(buffer);
            }
        });
        return DataBufferUtils.write(bounded, file).timeout(Duration.ofMinutes(30));
    }

    /** Replaces a .gz or a .zip with the one file in it; leaves everything else as it is. */
    Mono<Void> unpack(Path file) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        unpackNow(file);
                    } catch (IOException unreadable) {
                        throw new Problem.Invalid("/", "feed-archive");
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void unpackNow(Path file) throws IOException {
        var sign = new byte[2];
        try (var in = Files.newInputStream(file)) {
            if (in.readNBytes(sign, 0, 2) < 2) {
                return;
            }
        }
        boolean gzip = sign[0] == 0x1f && (sign[1] & 0xff) == 0x8b;
        boolean zip = sign[0] == 'P' && sign[1] == 'K';
        if (!gzip && !zip) {
            return;
        }
        var unpacked = Files.createTempFile("kvartal-feed", ".unpacked");
        try (var packed = new BufferedInputStream(Files.newInputStream(file));
                var in = gzip ? new GZIPInputStream(packed) : onlyEntry(new ZipInputStream(packed));
                var out = Files.newOutputStream(unpacked)) {
            copy(in, out, Files.size(file) * MAX_RATIO);
            if (in instanceof ZipInputStream more && more.getNextEntry() != null) {
                throw new Problem.Invalid("/", "feed-archive");
            }
            Files.move(unpacked, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private static InputStream onlyEntry(ZipInputStream zip) throws IOException {
        if (zip.getNextEntry() == null) {
            throw new Problem.Invalid("/", "feed-archive");
        }
        return zip;
    }

    private void copy(InputStream in, OutputStream out, long mostByRatio) throws IOException {
        var buffer = new byte[65_536];
        long bytes = 0;
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
            bytes += got;
            if (bytes > maxBytes) {
                throw tooLarge();
            }
            if (bytes > mostByRatio && bytes > MEGABYTE) {
                throw new Problem.Invalid("/", "feed-archive");
            }
            out.write(buffer, 0, got);
        }
    }

    private Problem tooLarge() {
        return new Problem.Invalid("/", "feed-too-large", maxBytes / MEGABYTE);
    }

    private static Mono<Void> delete(Path file) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException stillThere) {
                        throw new UncheckedIOException(stillThere);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}

package io.kvartal.billing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A ZIP that grows file by file: one document is in memory at a time. */
final class InvoiceArchive {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(out);

    private InvoiceArchive() {}

    /** @param path inside the archive, unique; @param content made when the files before it are written */
    record File(String path, Mono<byte[]> content) {
        /** What no file system and no other folder takes amiss. */
        static String safe(String name) {
            return name.replaceAll("[^A-Za-z0-9_-]+", "_");
        }
    }

    static Flux<DataBuffer> of(List<File> files) {
        return Flux.defer(() -> {
            var archive = new InvoiceArchive();
            return Flux.fromIterable(files)
                    .concatMap(file -> file.content().map(bytes -> archive.add(file.path(), bytes)), 1)
                    .concatWith(Mono.fromCallable(archive::end));
        });
    }

    private DataBuffer add(String path, byte[] bytes) {
        try {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(bytes);
            zip.closeEntry();
            return drained();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private DataBuffer end() throws IOException {
        zip.finish();
        return drained();
    }

    private DataBuffer drained() {
        var bytes = out.toByteArray();
        out.reset();
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}

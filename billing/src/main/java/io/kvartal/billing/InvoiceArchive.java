package io.kvartal.billing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
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

    static Flux<DataBuffer> of(List<Invoice> invoices, Function<Invoice, Mono<byte[]>> pdf) {
        return Flux.defer(() -> {
            var archive = new InvoiceArchive();
            return Flux.fromIterable(invoices)
                    .concatMap(
                            invoice -> pdf.apply(invoice).map(bytes -> archive.add(invoice.number() + ".pdf", bytes)),
                            1)
                    .concatWith(Mono.fromCallable(archive::end));
        });
    }

    private DataBuffer add(String name, byte[] bytes) {
        try {
            zip.putNextEntry(new ZipEntry(name));
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

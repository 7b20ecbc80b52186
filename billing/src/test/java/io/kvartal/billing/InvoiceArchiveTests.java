package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.InvoiceArchive.File;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The archive never holds more than what its reader has asked for. */
class InvoiceArchiveTests {
    private static final int SIZE = 1_000_000;

    private final AtomicInteger made = new AtomicInteger();

    /** Does not get smaller by packing. */
    private File file(int no) {
        return new File("a/" + no + ".pdf", Mono.fromCallable(() -> {
            made.incrementAndGet();
            var bytes = new byte[SIZE];
            new Random(no).nextBytes(bytes);
            return bytes;
        }));
    }

    @Test
    void aFileIsMadeWhenTheReaderHasTakenTheOneBeforeIt() {
        var files = IntStream.range(0, 100).mapToObj(this::file).toList();
        var step = StepVerifier.create(InvoiceArchive.of(files).map(DataBuffer::readableByteCount), 0)
                .expectSubscription()
                .then(() -> assertThat(made).hasValueLessThanOrEqualTo(1));
        for (int taken = 1; taken <= 5; taken++) {
            var most = taken + 1;
            step = step.thenRequest(1)
                    .assertNext(size -> assertThat(size).isBetween(SIZE, SIZE + 2_000))
                    .then(() -> assertThat(made).hasValueLessThanOrEqualTo(most));
        }
        step.thenCancel().verify();
        assertThat(made).hasValueLessThanOrEqualTo(6);
    }

    @Test
    void aFailureReachesTheReader() {
        var broken = new File("b", Mono.error(new IllegalStateException("no paper")));
        StepVerifier.create(InvoiceArchive.of(java.util.List.of(file(1), broken)))
                .expectNextCount(1)
                .verifyErrorMessage("no paper");
    }

    @Test
    void namesAreSafe() {
        assertThat(File.safe("KV-C-000042")).isEqualTo("KV-C-000042");
        assertThat(File.safe("../../ТОО \"x\"\\1")).isEqualTo("_x_1");
    }
}

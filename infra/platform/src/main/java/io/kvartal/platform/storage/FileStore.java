package io.kvartal.platform.storage;

import io.kvartal.shared.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.core.io.PathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Objects as files under one folder: for one machine, and for replicas that share a volume. */
final class FileStore implements ObjectStore {
    private static final int CHUNK = 64 * 1024;

    private final Path root;

    FileStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Mono<Void> put(String key, Path content, String contentType) {
        return write(key, target -> Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public Mono<Void> put(String key, byte[] content, String contentType) {
        return write(key, target -> Files.write(target, content));
    }

    private interface Writer {
        void write(Path target) throws IOException;
    }

    /** Written beside its place and moved there whole. */
    private Mono<Void> write(String key, Writer writer) {
        return blocking(() -> {
            var place = place(key);
            Files.createDirectories(place.getParent());
            var draft = Files.createTempFile(place.getParent(), ".", ".draft");
            try {
                writer.write(draft);
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            return true;
        });
    }

    @Override
    public Flux<DataBuffer> get(String key, long from, long toInclusive) {
        return size(key).flatMapMany(size -> {
            long wanted = Math.min(toInclusive, size - 1) - from + 1;
            return wanted <= 0
                    ? Flux.<DataBuffer>empty()
                    : DataBufferUtils.takeUntilByteCount(
                            DataBufferUtils.read(
                                    new PathResource(place(key)), from, DefaultDataBufferFactory.sharedInstance, CHUNK),
                            wanted);
        });
    }

    @Override
    public Mono<Long> size(String key) {
        return Mono.fromCallable(() -> Files.size(place(key)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(NoSuchFileException.class, absent -> new Problem.NotFound("object"));
    }

    @Override
    public Mono<Void> delete(String key) {
        return blocking(() -> Files.deleteIfExists(place(key)));
    }

    private Path place(String key) {
        return root.resolve(ObjectStore.checked(key));
    }

    private static Mono<Void> blocking(java.util.concurrent.Callable<?> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic()).then();
    }
}

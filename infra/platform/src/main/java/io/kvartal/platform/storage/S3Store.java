package io.kvartal.platform.storage;

import io.kvartal.shared.Problem;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in a bucket of any service that speaks S3. */
final class S3Store implements ObjectStore, AutoCloseable {
    private final S3AsyncClient s3;
    private final String bucket;

    S3Store(S3AsyncClient s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Mono<Void> put(String key, Path content, String contentType) {
        return put(key, AsyncRequestBody.fromFile(content), contentType);
    }

    @Override
    public Mono<Void> put(String key, byte[] content, String contentType) {
        return put(key, AsyncRequestBody.fromBytes(content), contentType);
    }

    private Mono<Void> put(String key, AsyncRequestBody body, String contentType) {
        return call(() -> s3.putObject(
                        put -> put.bucket(bucket).key(ObjectStore.checked(key)).contentType(contentType), body))
                .then();
    }

    @Override
    public Flux<DataBuffer> get(String key, long from, long toInclusive) {
        return size(key).flatMapMany(size -> {
            long last = Math.min(toInclusive, size - 1);
            if (from > last) {
                return Flux.empty();
            }
            var request = GetObjectRequest.builder()
                    .bucket(bucket)
                    .key(ObjectStore.checked(key))
                    .range("bytes=" + from + "-" + last)
                    .build();
            return call(() -> s3.getObject(request, AsyncResponseTransformer.toPublisher()))
                    .flatMapMany(Flux::from)
                    .map(DefaultDataBufferFactory.sharedInstance::wrap);
        });
    }

    @Override
    public Mono<Long> size(String key) {
        return call(() -> s3.headObject(head -> head.bucket(bucket).key(ObjectStore.checked(key))))
                .map(head -> head.contentLength());
    }

    @Override
    public Mono<Void> delete(String key) {
        return call(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(ObjectStore.checked(key))))
                .then();
    }

    private static <T> Mono<T> call(Supplier<CompletableFuture<T>> request) {
        return Mono.fromFuture(request)
                .onErrorMap(
                        S3Exception.class,
                        failure -> failure.statusCode() == 404
                                ? new Problem.NotFound("object")
                                : new Problem.UpstreamFailed("storage", failure));
    }

    @Override
    public void close() {
        s3.close();
    }
}

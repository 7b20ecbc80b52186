package io.kvartal.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Random;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One contract, two stores. */
class ObjectStoreTests {
    @TempDir
    static Path folder;

    @Nested
    class Files_ extends Contract {
        @Override
        ObjectStore store() {
            return new FileStore(folder.resolve("objects"));
        }

        @Test
        void leavesNoDraftBehind() throws Exception {
            store().put("a/b", bytes("whole"), "text/plain").block();
            try (var all = Files.walk(folder.resolve("objects"))) {
                assertThat(all.filter(Files::isRegularFile)
                                .map(p -> p.getFileName().toString()))
                        .noneMatch(name -> name.endsWith(".draft"));
            }
        }
    }

    @Nested
    class Bucket extends Contract {
        private static S3Proxy server;
        private static S3Store store;

        @BeforeAll
        static void start() throws Exception {
            var settings = new Properties();
            settings.setProperty("jclouds.provider", "transient-nio2");
            server = S3Proxy.builder()
                    .blobStore(BlobStores.create("transient-nio2", settings))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
            var client = StorageConfiguration.client(
                    URI.create("http://127.0.0.1:" + server.getPort()), "eu-central-1", "id", "secret");
            client.createBucket(b -> b.bucket("kvartal")).join();
            store = new S3Store(client, "kvartal");
        }

        @AfterAll
        static void stop() throws Exception {
            store.close();
            server.stop();
        }

        @Override
        ObjectStore store() {
            return store;
        }
    }

    abstract static class Contract {
        abstract ObjectStore store();

        @Test
        void givesBackWhatWasPut() {
            store().put("recording/ab/abc.wav", bytes("Қазақстан"), "audio/wav").block();
            assertThat(new String(read("recording/ab/abc.wav", 0, Long.MAX_VALUE), StandardCharsets.UTF_8))
                    .isEqualTo("Қазақстан");
        }

        @Test
        void takesAFileAndTellsItsSize() throws Exception {
            var content = new byte[300_001];
            new Random(7).nextBytes(content);
            var file = Files.write(folder.resolve("in.bin"), content);
            store().put("big", file, "application/octet-stream").block();
            assertThat(store().size("big").block()).isEqualTo(content.length);
            assertThat(read("big", 0, Long.MAX_VALUE)).isEqualTo(content);
            assertThat(read("big", 131_072, 131_075))
                    .containsExactly(java.util.Arrays.copyOfRange(content, 131_072, 131_076));
        }

        @Test
        void readsAnyRange() {
            store().put("digits", bytes("0123456789"), "text/plain").block();
            assertThat(text("digits", 0, 0)).isEqualTo("0");
            assertThat(text("digits", 3, 5)).isEqualTo("345");
            assertThat(text("digits", 9, 9)).isEqualTo("9");
            assertThat(text("digits", 8, 99)).isEqualTo("89");
            assertThat(text("digits", 10, 99)).isEmpty();
        }

        @Test
        void anAbsentObjectIsNotFound() {
            assertThatThrownBy(() -> store().size("no/such").block()).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> read("no/such", 0, 1)).isInstanceOf(Problem.NotFound.class);
        }

        @Test
        void deletingTwiceIsNoError() {
            store().put("gone", bytes("x"), "text/plain").block();
            store().delete("gone").block();
            store().delete("gone").block();
            assertThatThrownBy(() -> store().size("gone").block()).isInstanceOf(Problem.NotFound.class);
        }

        @Test
        void keysCannotClimbOut() {
            for (var key :
                    new String[] {"../x", "a/../../x", "/etc/passwd", "a//b", "", "a/", "A", "a\\b", ".hidden", "a\0b"
                    }) {
                assertThatThrownBy(
                                () -> store().put(key, bytes("x"), "text/plain").block())
                        .as(key)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }

        String text(String key, long from, long to) {
            return new String(read(key, from, to), StandardCharsets.UTF_8);
        }

        byte[] read(String key, long from, long to) {
            return store().get(key, from, to)
                    .reduceWith(ByteArrayOutputStream::new, (all, part) -> {
                        var piece = new byte[part.readableByteCount()];
                        part.read(piece);
                        all.writeBytes(piece);
                        return all;
                    })
                    .block()
                    .toByteArray();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

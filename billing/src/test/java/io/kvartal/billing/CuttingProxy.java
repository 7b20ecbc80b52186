package io.kvartal.billing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the application and PostgreSQL and counts statements. The n-th one still reaches the database, which carries it out; its answer does
 * not come back: the connection is cut on both sides, as when the process, the machine or the network dies there.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final String host;
    private final int port;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile int cutAt = Integer.MAX_VALUE;

    CuttingProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on counts anew. @param statement from 1; the connection that sends it is cut, and no other */
    void arm(int statement) {
        seen.set(0);
        cutAt = statement;
    }

    int disarm() {
        cutAt = Integer.MAX_VALUE;
        return seen.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket(host, port)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var line = new Line(client, server);
            Thread.ofVirtual().start(line::answers);
            line.requests();
        } catch (IOException gone) {
            // Either side hung up, or the line was cut: the other is closed with it.
        }
    }

    /** One connection. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean doomed;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() throws IOException {
            var in = new DataInputStream(client.getInputStream());
            var out = server.getOutputStream();
            while (true) {
                int length = in.readInt();
                var body = in.readNBytes(length - 4);
                out.write(ByteBuffer.allocate(length).putInt(length).put(body).array());
                int code = ByteBuffer.wrap(body).getInt();
                if (code != SSL_REQUEST && code != GSS_REQUEST) {
                    break;
                }
            }
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return;
                }
                int length = in.readInt();
                var body = in.readNBytes(length - 4);
                if ((type == 'E' || type == 'Q') && seen.incrementAndGet() == cutAt) {
                    doomed = true;
                }
                out.write(ByteBuffer.allocate(length + 1)
                        .put((byte) type)
                        .putInt(length)
                        .put(body)
                        .array());
            }
        }

        void answers() {
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                var out = client.getOutputStream();
                var buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!doomed) {
                        out.write(buffer, 0, read);
                    } else if (isReady(buffer, read)) {
                        return;
                    }
                }
            } catch (IOException gone) {
                // As above.
            }
        }

        /** ReadyForQuery ends what the server has to say. */
        private static boolean isReady(byte[] bytes, int length) {
            return length >= 6 && bytes[length - 6] == 'Z' && bytes[length - 2] == 5;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package kvartal.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Loopback ports. */
public final class Ports {
    public static final String HOST = "127.0.0.1";

    private Ports() {}

    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DevFailure("This machine has no free port on " + HOST, e);
        }
    }

    /** Whether another process listens there, on the loopback address or on all addresses. */
    public static boolean inUse(int port) {
        if (answers(port)) {
            return true;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 1);
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), 500);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** @throws DevFailure that names the port when it is taken */
    public static void requireFree(int port, String what, String otherwise) {
        if (inUse(port)) {
            throw new DevFailure("Port " + port + " (" + what + ") is in use by another program. " + otherwise);
        }
    }
}

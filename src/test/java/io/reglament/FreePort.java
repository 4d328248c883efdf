package io.reglament;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for a server that a test starts later, and may stop and start again. */
public final class FreePort {

    /** Below those that systems give to outgoing connections, of which the tests make many at the same time. */
    private static final int FIRST = 15_000;

    private static final int LAST = 32_000;

    private FreePort() {}

    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: another one.
                continue;
            }
        }
    }
}

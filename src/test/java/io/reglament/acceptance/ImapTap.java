package io.reglament.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands in the line between the application and the IMAP server, and stops it before the n-th mail is marked. */
final class ImapTap implements AutoCloseable {

    private static final Pattern MARKS = Pattern.compile(" (STORE|COPY|MOVE) ");

    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger marksUntilCrash = new AtomicInteger();
    private volatile Runnable crash;

    ImapTap(int port, int target) {
        this.target = target;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::listen);
    }

    /** @param then runs once, before the n-th mark reaches the server, which it then never does */
    void arm(int n, Runnable then) {
        marksUntilCrash.set(n);
        crash = then;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> copy(client, server, true));
                start(() -> copy(server, client, false));
            } catch (IOException e) {
                // The server is down: the client's connection ends, too.
                continue;
            }
        }
    }

    private void copy(Socket from, Socket to, boolean watched) {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (watched && isTheMark(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // One side left; the other's connection ends with it.
            return;
        }
    }

    private boolean isTheMark(String command) {
        Runnable armed = crash;
        if (armed == null || !MARKS.matcher(command).find() || marksUntilCrash.decrementAndGet() != 0) {
            return false;
        }
        crash = null;
        armed.run();
        return true;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "imap-tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

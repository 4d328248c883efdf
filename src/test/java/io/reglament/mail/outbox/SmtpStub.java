package io.reglament.mail.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that misbehaves as told (mail rule OUT-2). */
class SmtpStub implements AutoCloseable {

    enum Manner {
        ACCEPT,
        REFUSE_RECIPIENT_NOW,
        REFUSE_RECIPIENT_FOR_EVER,
        REFUSE_DATA_FOR_EVER,
        CLOSE_AT_CONNECT,
        CLOSE_AFTER_DOT,
        HANG
    }

    private final ServerSocket listener;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Manner manner;

    SmtpStub(Manner manner) {
        this.manner = manner;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "smtp-stub");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    void behave(Manner as) {
        manner = as;
    }

    /** @return the mails whose final dot was seen */
    List<String> received() {
        return received;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                converse(client);
            } catch (IOException e) {
                // The client left, or the test closed the listener.
                continue;
            }
        }
    }

    private void converse(Socket client) throws IOException {
        if (manner == Manner.CLOSE_AT_CONNECT) {
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 stub");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "RCPT" -> say(out, answerToRecipient());
                case "DATA" -> {
                    say(out, "354 go on");
                    if (!data(in, out)) {
                        return;
                    }
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 stub");
            }
        }
    }

    private String answerToRecipient() {
        return switch (manner) {
            case REFUSE_RECIPIENT_NOW -> "451 4.3.0 try later";
            case REFUSE_RECIPIENT_FOR_EVER -> "550 5.1.1 nobody here";
            default -> "250 ok";
        };
    }

    private boolean data(BufferedReader in, OutputStream out) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        received.add(mail.toString());
        switch (manner) {
            case CLOSE_AFTER_DOT -> {
                return false;
            }
            case HANG -> in.readLine();
            case REFUSE_DATA_FOR_EVER -> say(out, "554 5.7.1 not this one");
            default -> say(out, "250 2.0.0 queued as 7");
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

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
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that misbehaves as told (mail rule OUT-2); knows no PIPELINING, and SMTPUTF8 only when told. */
class SmtpStub implements AutoCloseable {

    enum Manner {
        ACCEPT,
        ACCEPT_UTF8,
        /** As servers did before EHLO. */
        KNOWS_HELO_ONLY,
        REFUSE_SENDER_NOW,
        REFUSE_RECIPIENT_NOW,
        REFUSE_RECIPIENT_FOR_EVER,
        REFUSE_DATA_NOW,
        REFUSE_DATA_FOR_EVER,
        REFUSE_AT_CONNECT,
        CLOSE_AT_CONNECT,
        CLOSE_AT_DATA,
        CLOSE_AFTER_DOT,
        /** Takes one mail, and goes away when asked for the next. */
        GO_AWAY_AFTER_ONE,
        /** Takes one mail and ends the connection without a word. */
        CLOSE_WHEN_IDLE,
        HANG
    }

    private final ServerSocket listener;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Manner manner;

    SmtpStub(Manner manner) {
        this.manner = manner;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("smtp-stub", this::listen);
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

    /** @return what clients said, without the mails */
    List<String> commands() {
        return commands;
    }

    int connections() {
        return connections.get();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                clients.add(client);
                connections.incrementAndGet();
                start("smtp-stub-client", () -> serve(client));
            } catch (IOException e) {
                // The test closed the listener.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            converse(client);
        } catch (IOException e) {
            // The client left: what it had sent is kept.
            clients.remove(client);
        }
    }

    private void converse(Socket client) throws IOException {
        if (manner == Manner.CLOSE_AT_CONNECT) {
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, manner == Manner.REFUSE_AT_CONNECT ? "554 5.3.2 not now" : "220 stub");
        int mails = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(out, answerToEhlo());
                case "MAIL" -> {
                    if (manner == Manner.GO_AWAY_AFTER_ONE && mails > 0) {
                        say(out, "421 4.7.0 enough for this connection");
                        return;
                    }
                    say(out, manner == Manner.REFUSE_SENDER_NOW ? "451 4.7.1 greylisted" : "250 ok");
                }
                case "RCPT" -> say(out, answerToRecipient());
                case "DATA" -> {
                    if (manner == Manner.CLOSE_AT_DATA) {
                        return;
                    }
                    say(out, "354 go on");
                    if (!data(in, out)) {
                        return;
                    }
                    mails++;
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 stub");
            }
        }
    }

    private String answerToEhlo() {
        return switch (manner) {
            case KNOWS_HELO_ONLY -> "502 5.5.1 what";
            case ACCEPT_UTF8 -> "250-stub\r\n250-8BITMIME\r\n250 SMTPUTF8";
            default -> "250 stub";
        };
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
            case REFUSE_DATA_NOW -> say(out, "452 4.2.2 mailbox full");
            case REFUSE_DATA_FOR_EVER -> say(out, "554 5.7.1 not this one");
            default -> say(out, "250 2.0.0 queued as 7");
        }
        return manner != Manner.CLOSE_WHEN_IDLE;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}

package io.reglament.mail.inbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Stands between a reader and its server, sees each command, and does to the connection what a test says. */
class ImapProxy implements AutoCloseable {

    /** What happens to a command, as its line says. */
    interface Manner {
        /** @return whether the command goes on to the server; to cut or to freeze the connection is possible too */
        boolean passes(String command, Link link);
    }

    private final ServerSocket listener;
    private final IntSupplier target;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile Manner manner = (command, link) -> true;
    private volatile UnaryOperator<String> answers = UnaryOperator.identity();

    ImapProxy(IntSupplier target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    void behave(Manner as) {
        manner = as;
    }

    /** Has the server answer otherwise. */
    void rewrite(UnaryOperator<String> answer) {
        answers = answer;
    }

    /**
     * Does it at the first command in which this expression is found, then lets everything pass.
     *
     * @return whether it has been done
     */
    AtomicBoolean once(String expression, Consumer<Link> what) {
        AtomicBoolean done = new AtomicBoolean();
        Pattern pattern = Pattern.compile(expression);
        behave((command, link) -> {
            if (!pattern.matcher(command).find()) {
                return true;
            }
            behave((later, same) -> true);
            done.set(true);
            what.accept(link);
            return !link.isCut();
        });
        return done;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                pass(listener.accept());
            } catch (IOException e) {
                // The test is over.
                Thread.yield();
            }
        }
    }

    private void pass(Socket client) throws IOException {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target.getAsInt()));
            links.add(link);
            inBackground(link::forward);
            inBackground(link::back);
        } catch (IOException | RuntimeException e) {
            // The server is away, or has no port yet: whoever comes must hear that at once, and the next one be heard.
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::cut);
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "imap-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean frozen;
        private volatile boolean cutAtAnswer;

        private Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void cut() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The server gets the command, the reader half of the answer's first block. */
        void cutAtAnswer() {
            cutAtAnswer = true;
        }

        /** From now on nobody hears anything, and nobody is told. */
        void freeze() {
            frozen = true;
        }

        boolean isCut() {
            return client.isClosed();
        }

        private void forward() {
            try {
                InputStream in = new BufferedInputStream(client.getInputStream());
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    line.write(b);
                    if (b == '\n') {
                        String command = line.toString(StandardCharsets.US_ASCII);
                        if (manner.passes(command.strip(), this) && !frozen) {
                            server.getOutputStream().write(line.toByteArray());
                        }
                        line.reset();
                    }
                }
                cut();
            } catch (IOException e) {
                cut();
            }
        }

        private void back() {
            try {
                byte[] block = new byte[8192];
                InputStream in = server.getInputStream();
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    if (cutAtAnswer) {
                        client.getOutputStream().write(block, 0, n / 2);
                        break;
                    }
                    if (!frozen) {
                        String answer = answers.apply(new String(block, 0, n, StandardCharsets.ISO_8859_1));
                        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    }
                }
                cut();
            } catch (IOException e) {
                cut();
            }
        }
    }
}

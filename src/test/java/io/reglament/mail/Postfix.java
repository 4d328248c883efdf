package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reglament.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Postfix of the test's own, in a directory of its own on a free port of this machine; its master needs root. */
public final class Postfix implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd
            postlog unix-dgram n - n - 1 postlogd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            showq unix n - n - - showq
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            """;

    private final Path folder;
    private final int port = FreePort.next();

    private Postfix(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where there is no Postfix or nobody may start one; on a CI server that may, it must be there. */
    public static void require() {
        boolean root = "root".equals(System.getProperty("user.name"));
        assumeTrue(root, "Only root may start Postfix: it is not tried");
        assumeTrue(
                Files.isExecutable(PROGRAM) || System.getenv("CI") != null,
                "Postfix is not installed (apt-get install postfix): it is not tried");
    }

    /**
     * @param domain whose mail is handed on to {@code port} of this machine by SMTP; everything else is dropped
     */
    public static Postfix relaying(String domain, int port) throws IOException {
        Postfix postfix = prepare();
        postfix.configure(List.of(
                "relay_domains = " + domain,
                "default_transport = discard:",
                "transport_maps = texthash:" + postfix.folder.resolve("transport")));
        Files.writeString(postfix.folder.resolve("transport"), domain + " smtp:[127.0.0.1]:" + port + "\n");
        postfix.start();
        return postfix;
    }

    /** @param port of this machine to which all mail is handed on by SMTP */
    public static Postfix forwarding(int port) throws IOException {
        Postfix postfix = prepare();
        postfix.configure(List.of("default_transport = smtp:[127.0.0.1]:" + port));
        postfix.start();
        return postfix;
    }

    private static Postfix prepare() throws IOException {
        Path folder = Files.createTempDirectory("postfix");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Postfix postfix = new Postfix(folder);
        for (String part : List.of("conf", "queue", "data")) {
            Files.createDirectory(folder.resolve(part));
        }
        Files.setOwner(
                folder.resolve("data"),
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        Files.writeString(folder.resolve("recipients"), "");
        return postfix;
    }

    private void configure(List<String> further) throws IOException {
        List<String> main = new ArrayList<>(List.of(
                "compatibility_level = 3.6",
                "queue_directory = " + folder.resolve("queue"),
                "data_directory = " + folder.resolve("data"),
                "command_directory = /usr/sbin",
                "daemon_directory = /usr/lib/postfix/sbin",
                "mail_owner = postfix",
                "setgid_group = postdrop",
                "maillog_file = " + folder.resolve("log"),
                "maillog_file_prefixes = " + folder,
                "inet_interfaces = 127.0.0.1",
                "inet_protocols = ipv4",
                "myhostname = relay.example.org",
                "mydestination =",
                "mynetworks = 127.0.0.0/8",
                "alias_maps =",
                "smtpd_peername_lookup = no",
                "smtpd_recipient_restrictions = check_recipient_access texthash:" + folder.resolve("recipients")
                        + ", permit_mynetworks, reject",
                "smtp_connection_cache_on_demand = no",
                "minimal_backoff_time = 1s",
                "maximal_backoff_time = 2s",
                "queue_run_delay = 1s"));
        main.addAll(further);
        Files.write(folder.resolve("conf/main.cf"), main);
        Files.writeString(folder.resolve("conf/master.cf"), SERVICES.formatted(port));
    }

    public int port() {
        return port;
    }

    /**
     * Answers RCPT for these addresses so from now on, e.g. {@code 452 4.2.2 Mailbox is full}; others are taken.
     *
     * @param answers by address
     */
    public void answer(Map<String, String> answers) throws IOException {
        Files.writeString(
                folder.resolve("recipients"),
                answers.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue() + "\n")
                        .collect(Collectors.joining()));
        run("/usr/sbin/postfix", "-c", folder.resolve("conf").toString(), "reload");
    }

    public void start() {
        run(PROGRAM.toString(), "-c", folder.resolve("conf").toString(), "start");
        await("Postfix answers: " + log()).atMost(PATIENCE).until(this::answers);
    }

    /** What it has taken stays in its queue. */
    public void stop() {
        run(PROGRAM.toString(), "-c", folder.resolve("conf").toString(), "stop");
        await("Postfix has ended").atMost(PATIENCE).until(() -> !answers());
    }

    /** @return what the mail queue's list says; names the senders and recipients of what waits */
    public String queue() {
        return run("/usr/sbin/postqueue", "-c", folder.resolve("conf").toString(), "-p");
    }

    /** @return whether nothing waits */
    public boolean isEmpty() {
        return queue().contains("Mail queue is empty");
    }

    public String log() {
        try {
            return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log")) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (answers()) {
            stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(String.join(" ", command) + ": " + said)
                    .isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

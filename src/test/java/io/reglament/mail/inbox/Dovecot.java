package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Dovecot of Debian's package, with its own settings and mailboxes in a folder of its own, on a free loopback port. */
class Dovecot implements AutoCloseable {

    static final String PASSWORD = "secret";

    /** Whose INBOX can only be read. */
    static final String READER = "reader";

    /** Of each mailbox, unless told otherwise. */
    static final int MOST_MAILS = 200;

    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port = FreePort.next();
    private Process process;

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    Dovecot() throws IOException {
        this(MOST_MAILS);
    }

    /** @param mostMails of each mailbox */
    Dovecot(int mostMails) throws IOException {
        folder = Files.createTempDirectory("dovecot");
        // As root the server reads mail as another user, who must get there.
        boolean root = "0".equals(say("id", "-u"));
        String user = root ? "nobody" : say("id", "-un");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path mail = Files.createDirectory(folder.resolve("mail"));
        Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("acl"), "INBOX user=" + READER + " lr\n");
        Files.writeString(folder.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                default_internal_user = %2$s
                default_internal_group = %3$s
                default_login_user = %2$s
                mail_location = maildir:%1$s/mail/%%n
                mail_plugins = acl quota
                first_valid_uid = 1
                first_valid_gid = 1
                protocol imap {
                  mail_plugins = acl quota imap_acl imap_quota
                  mail_max_userip_connections = 50
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %4$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                service stats {
                  chroot =
                }
                passdb {
                  driver = static
                  args = password=%5$s
                }
                userdb {
                  driver = static
                  args = uid=%6$s gid=%7$s home=%1$s/mail/%%n
                }
                plugin {
                  acl = vfile:%1$s/acl
                  quota = maildir:Mails
                  quota_rule = *:messages=%8$d
                }
                """.formatted(
                        folder,
                        user,
                        say("id", "-gn", user),
                        port,
                        PASSWORD,
                        say("id", "-u", user),
                        say("id", "-g", user),
                        mostMails));
    }

    int port() {
        return port;
    }

    Dovecot start() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-F",
                        "-c",
                        folder.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            await().atMost(PATIENCE).until(this::answers);
        } catch (RuntimeException e) {
            throw new IllegalStateException("dovecot did not start: " + log(), e);
        }
        return this;
    }

    /** As an operator stops it: connections are cut, what is stored stays. */
    void stop() {
        process.destroy();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** Puts a mail into a mailbox past the server, as a delivery agent does. */
    void drop(String user, String mail) throws IOException {
        if (!Files.exists(mailbox(user))) {
            for (String part : List.of("", "cur", "new", "tmp")) {
                Path made = Files.createDirectories(mailbox(user).resolve(part));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
        // Written beside the others, then moved: the server must never see half of a mail.
        String name = System.nanoTime() + ".test";
        Path written = Files.writeString(mailbox(user).resolve("tmp").resolve(name), mail);
        Files.move(written, mailbox(user).resolve("new").resolve(name));
    }

    /** Gives the INBOX a new UIDVALIDITY and all its mails new UIDs, as after a restore; while the server is stopped. */
    void forgetUids(String user) throws IOException {
        Path mailbox = mailbox(user);
        String list = Files.readString(mailbox.resolve("dovecot-uidlist"));
        long validity = Long.parseLong(list.replaceAll("(?s)^\\S+ V(\\d+).*", "$1"));
        try (Stream<Path> files = Files.list(mailbox)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("dovecot"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(mailbox.resolve("dovecot-uidlist"), "3 V" + (validity + 1) + " N1\n");
        Files.setPosixFilePermissions(mailbox.resolve("dovecot-uidlist"), PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    /** Makes the mailbox fail for now, as a disk that is read-only does, or ends that. */
    void fails(String user, boolean failing) throws IOException {
        Files.setPosixFilePermissions(
                mailbox(user), PosixFilePermissions.fromString(failing ? "---------" : "rwxrwxrwx"));
    }

    private Path mailbox(String user) {
        return folder.resolve("mail").resolve(user);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            return socket.getInputStream().read() == '*';
        } catch (IOException e) {
            assertThat(process.isAlive()).as("dovecot has ended: " + log()).isTrue();
            return false;
        }
    }

    private String log() {
        StringBuilder log = new StringBuilder();
        for (String name : List.of("out", "log")) {
            Path file = folder.resolve(name);
            try {
                log.append(Files.exists(file) ? Files.readString(file) : "");
            } catch (IOException e) {
                log.append(e);
            }
        }
        return log.toString();
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static String say(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

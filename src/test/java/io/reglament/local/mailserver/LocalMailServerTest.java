package io.reglament.local.mailserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.local.mailserver.LocalMailServer.Limits;
import io.reglament.local.mailserver.LocalMailServer.Ports;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Mail server of the local profile")
class LocalMailServerTest {

    private static final String PRODUCT = "bonus@support.example.org";
    private static final Limits LIMITS = new Limits(100_000, 300_000);

    private final Path root = Path.of("target", "test-data", UUID.randomUUID().toString(), "mail");
    private final Set<Long> taken = new HashSet<>();
    private final ProductMail productMail = new ProductMail() {
        @Override
        public Set<String> mailboxes() {
            return Set.of(PRODUCT);
        }

        @Override
        public Set<Long> taken(String mailbox, long uidValidity) {
            assertThat(mailbox).isEqualTo(PRODUCT);
            return taken;
        }
    };
    private LocalMailServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LocalMailServer(
                new MailFiles(root, Clock.systemUTC()), new Ports(0, 0), LIMITS, productMail, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("has an accepted mail on disk before it answers 250, byte for byte")
    void stores_before_accepting() throws Exception {
        String mail = "Subject: =?UTF-8?B?0J7RiNC40LHQutCw?=\r\n\r\nline\r\n..two dots\r\n. dot and blank\r\nend\r\n";

        assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("250");

        List<MailFiles.MailFile> stored = new MailFiles(root, Clock.systemUTC()).newest(PRODUCT, 10, null);
        assertThat(stored).hasSize(1);
        assertThat(Files.readString(stored.get(0).file(), ISO_8859_1))
                .startsWith("Return-Path: <user@client.example.org>\r\nReceived: from ")
                .endsWith(mail);
    }

    @Test
    @DisplayName("shows all mail again after a restart, the same bytes in the same order")
    void keeps_mail_over_a_restart() throws Exception {
        for (int i = 0; i < 3; i++) {
            send("user@client.example.org", PRODUCT, "Subject: mail " + i + "\r\n\r\nПриём\r\n");
        }
        List<String> before = fetch(PRODUCT);
        stop();
        start();
        assertThat(fetch(PRODUCT)).hasSize(3).isEqualTo(before);
    }

    @Test
    @DisplayName("lets a mailbox that never got mail sign in with its address, in any case of letters")
    void opens_any_mailbox() throws Exception {
        assertThat(fetch("Nobody.Yet@Client.Example.org")).isEmpty();
    }

    @Test
    @DisplayName("refuses a wrong password, for a known and for an unknown mailbox")
    void refuses_a_wrong_password() throws Exception {
        send("user@client.example.org", PRODUCT, "Subject: x\r\n\r\n");
        assertThatThrownBy(() -> store(PRODUCT, "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> store("new@client.example.org", "wrong"))
                .isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> store("new@client.example.org", "")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    @DisplayName("takes mail with the empty sender of bounces and automatic replies (RFC 5321 4.5.5)")
    void takes_the_null_sender() throws Exception {
        assertThat(send("", PRODUCT, "Subject: bounce\r\n\r\n")).startsWith("250");
        assertThat(fetch(PRODUCT).get(0)).startsWith("Return-Path: <>\r\n");
    }

    @Test
    @DisplayName("refuses a mail over the limit with 552, keeps nothing of it, and goes on with the next")
    void refuses_a_large_mail() throws Exception {
        String large = "Subject: large\r\n\r\n" + "x".repeat(120_000) + "\r\n";
        try (Smtp smtp = new Smtp()) {
            assertThat(smtp.send("user@client.example.org", PRODUCT, large)).startsWith("552");
            assertThat(smtp.send("user@client.example.org", PRODUCT, "Subject: small\r\n\r\n"))
                    .startsWith("250");
            assertThat(smtp.command("MAIL FROM:<user@client.example.org> SIZE=200000"))
                    .startsWith("552");
        }
        assertThat(fetch(PRODUCT)).hasSize(1);
        try (var left = Files.list(root.resolve("#spool"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("drops the oldest mail from memory, never from disk, and never what a product has not taken")
    void stays_within_its_memory() throws Exception {
        String mail = "Subject: big\r\n\r\n" + "x".repeat(80_000) + "\r\n";
        for (int i = 0; i < 5; i++) {
            assertThat(send(PRODUCT, "user@client.example.org", mail)).startsWith("250");
        }
        assertThat(fetch("user@client.example.org")).hasSize(3);
        assertThat(new MailFiles(root, Clock.systemUTC()).newest("user@client.example.org", 10, null))
                .hasSize(5);

        for (int i = 0; i < 3; i++) {
            assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("250");
        }
        assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("452");
        assertThat(fetch("user@client.example.org")).isEmpty();
        try (Store store = store(PRODUCT, PRODUCT);
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
        }
        assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("250");
        assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("452");
        taken.add(2L);
        assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("250");
        assertThat(fetch(PRODUCT)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "no header at all\r\n",
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nbroken",
                "Content-Type: message/rfc822\r\n\r\n",
                "Content-Type: ;;;=\"\r\n\r\nbody",
                "Content-Disposition: ;a;b\r\nContent-Disposition: attachment; filename=\r\n\r\nbody",
                "Content-Transfer-Encoding: nonsense\r\nFrom: <<<\r\nDate: never\r\n\r\nbody",
                "Subject: \u0000\u0001\r\n\r\n\u0000"
            })
    @DisplayName("takes and shows a mail however broken it is")
    void takes_broken_mail(String mail) throws Exception {
        assertThat(send("user@client.example.org", PRODUCT, mail)).startsWith("250");
        assertThat(fetch(PRODUCT)).hasSize(1);
    }

    @Test
    @DisplayName("stores one copy for each recipient and refuses names that cannot be a mailbox")
    void delivers_to_each_recipient() throws Exception {
        try (Smtp smtp = new Smtp()) {
            smtp.command("MAIL FROM:<user@client.example.org>");
            assertThat(smtp.command("RCPT TO:<" + PRODUCT + ">")).startsWith("250");
            assertThat(smtp.command("RCPT TO:<Второй@client.example.org>")).startsWith("250");
            assertThat(smtp.command("RCPT TO:<../../etc@x>")).startsWith("250");
            assertThat(smtp.command("RCPT TO:<" + "x".repeat(300) + "@client.example.org>"))
                    .startsWith("553");
            smtp.command("DATA");
            assertThat(smtp.command("Subject: x\r\n\r\n\r\n.")).startsWith("250");
        }
        assertThat(new MailFiles(root, Clock.systemUTC()).addresses())
                .containsExactly("../../etc@x", PRODUCT, "второй@client.example.org");
        try (var directories = Files.list(root)) {
            assertThat(directories).hasSize(4);
        }
    }

    @Test
    @DisplayName("keeps nothing of a mail whose sender leaves in the middle")
    void drops_an_unfinished_mail() throws Exception {
        Smtp smtp = new Smtp();
        smtp.command("MAIL FROM:<user@client.example.org>");
        smtp.command("RCPT TO:<" + PRODUCT + ">");
        smtp.command("DATA");
        smtp.write("Subject: x\r\n\r\nhalf");
        smtp.close();

        assertThat(send("user@client.example.org", PRODUCT, "Subject: whole\r\n\r\n"))
                .startsWith("250");
        assertThat(fetch(PRODUCT)).hasSize(1);
    }

    @Test
    @DisplayName("listens on the loopback interface only")
    void is_not_reachable_from_outside() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, server.ports().smtp()).close())
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> new Socket(address, server.ports().imap()).close())
                    .isInstanceOf(IOException.class);
        }
        try (Smtp smtp = new Smtp()) {
            assertThat(smtp.command("NOOP")).startsWith("250");
        }
    }

    @Test
    @DisplayName("gives mailboxes names that every file system takes, and finds them again")
    void encodes_addresses() {
        for (String address : List.of("a.b+c@x.org", ".hidden", "dot.", "%41@x", "юзер@пример.рф", "a/b\\c:d*e?")) {
            String name = MailFiles.encoded(address);
            assertThat(name).matches("[a-z0-9@_+=%-]([a-z0-9@_+=%.-]*[a-z0-9@_+=%-])?");
            assertThat(MailFiles.decoded(name)).isEqualTo(address);
        }
    }

    private String send(String from, String to, String mail) throws IOException {
        try (Smtp smtp = new Smtp()) {
            return smtp.send(from, to, mail);
        }
    }

    private Store store(String user, String password) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.imap.partialfetch", "false");
        Store store = Session.getInstance(properties).getStore("imap");
        store.connect("127.0.0.1", server.ports().imap(), user, password);
        return store;
    }

    private List<String> fetch(String mailbox) throws Exception {
        List<String> mails = new ArrayList<>();
        try (Store store = store(mailbox, mailbox);
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            for (Message message : inbox.getMessages()) {
                ByteArrayOutputStream raw = new ByteArrayOutputStream();
                message.writeTo(raw);
                mails.add(raw.toString(ISO_8859_1));
            }
        }
        return mails;
    }

    /** The protocol by hand, so that a test can say what no mail library would. */
    private final class Smtp implements AutoCloseable {

        private final Socket socket = new Socket("127.0.0.1", server.ports().smtp());
        private final OutputStream out = socket.getOutputStream();
        private final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

        private Smtp() throws IOException {
            assertThat(in.readLine()).startsWith("220");
            assertThat(command("HELO test")).startsWith("250");
        }

        private String send(String from, String to, String mail) throws IOException {
            command("MAIL FROM:<" + from + ">");
            command("RCPT TO:<" + to + ">");
            assertThat(command("DATA")).startsWith("354");
            String stuffed = mail.replaceAll("(?m)^\\.", "..");
            return command(stuffed + (mail.isEmpty() || mail.endsWith("\r\n") ? "." : "\r\n."));
        }

        private String command(String line) throws IOException {
            write(line + "\r\n");
            return in.readLine();
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(UTF_8));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

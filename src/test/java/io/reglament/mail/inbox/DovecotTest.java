package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reglament.mail.MailServer;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a real server does: where it is not installed these tests are skipped, except where {@code CI} is set. */
class DovecotTest extends ReaderScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String user = "u" + key;
    private Dovecot server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                Dovecot.isInstalled() || System.getenv("CI") != null,
                "Dovecot is not installed (apt-get install dovecot-imapd): nothing is tested against a real server");
        server = new Dovecot().start();
    }

    @Override
    protected void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected MailServer imap() {
        return new MailServer("127.0.0.1", server.port(), false, user, Dovecot.PASSWORD);
    }

    @Test
    @DisplayName("IN-1: IDLE of a real server brings a mail at once, and the server shows that it is taken, not read")
    void idle() throws MessagingException {
        deliver("one");
        read(Duration.ofMinutes(5));
        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one")));

        deliver("two");

        await().atMost(Duration.ofSeconds(10)).until(() -> stored().equals(List.of("one", "two")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flags()).hasSize(2).allSatisfy(flags -> {
                    assertThat(flags.getUserFlags()).contains("$ReglamentTaken");
                    assertThat(flags.contains(Flags.Flag.SEEN)).isFalse();
                }));
    }

    @Test
    @DisplayName("IN-4: after a change of UIDVALIDITY on a real server nothing is doubled and nothing overlooked")
    void uid_validity() throws Exception {
        deliver("one");
        deliver("two");
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().size() == 2);
        long before = validities().get(0);

        server.stop();
        server.forgetUids(user);
        server.start();
        deliver("three");

        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one", "two", "three")));
        await().atMost(PATIENCE).until(() -> validities().equals(List.of(before + 1)));
    }

    @Test
    @DisplayName("IN-1, IN-6: a server that is stopped in the middle and comes back loses and doubles nothing")
    void restart_in_the_middle() throws Exception {
        List<String> all = IntStream.range(0, 150).mapToObj(i -> "mail" + i).toList();
        for (String subject : all) {
            deliver(subject);
        }
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> !stored().isEmpty());

        server.stop();
        server.start();

        await().atMost(PATIENCE).until(() -> stored().size() >= all.size());
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @DisplayName("IN-6: a mailbox that the server cannot open for now is read as soon as it can")
    void temporary_failure() throws Exception {
        deliver("one");
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one")));
        deliver("two");
        deliver("three");
        server.fails(user, true);
        server.stop();
        server.start();
        await().atMost(PATIENCE)
                .until(() -> states.all().containsKey(mailbox)
                        && states.all().get(mailbox).problem() != null);

        server.fails(user, false);

        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one", "two", "three")));
    }

    @Test
    @DisplayName("IN-1: a shared mailbox that we may only read is read; marking is left out")
    void read_only() throws IOException {
        user = Dovecot.READER;
        server.drop(user, "From: someone@nowhere.example.org\nSubject: one\n\nbody\n");
        assertThat(new MailboxProbe(servers(), settings).imap("bonus").finding())
                .isEqualTo(MailboxProbe.Finding.READ_ONLY);
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one")));

        server.drop(user, "From: someone@nowhere.example.org\nSubject: two\n\nbody\n");

        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one", "two")));
    }

    @Test
    @DisplayName("IN-6: a mailbox that is full is read to its last mail, and on when somebody makes room")
    void quota() throws MessagingException {
        for (int i = 0; i < Dovecot.MOST_MAILS; i++) {
            deliver("mail" + i);
        }
        assertThatThrownBy(() -> deliver("refused")).hasMessageContaining("uota");
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().size() == Dovecot.MOST_MAILS);

        emptied();
        deliver("later");

        await().atMost(PATIENCE).until(() -> stored().contains("later"));
        assertThat(stored()).hasSize(Dovecot.MOST_MAILS + 1).doesNotContain("refused");
    }

    private void emptied() throws MessagingException {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.port(), user, Dovecot.PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
            inbox.close(true);
        }
    }

    private void deliver(String subject) throws MessagingException {
        String raw = "From: someone@nowhere.example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + key
                + "@nowhere.example.org>\r\n\r\nbody\r\n";
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", server.port(), user, Dovecot.PASSWORD);
            store.getFolder("INBOX").appendMessages(new Message[] {
                new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)))
            });
        }
    }

    private List<Flags> flags() throws MessagingException {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.port(), user, Dovecot.PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Flags> flags = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                flags.add(message.getFlags());
            }
            return flags;
        }
    }
}

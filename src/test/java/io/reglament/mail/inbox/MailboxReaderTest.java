package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the reader of a mailbox stores, and who reads it. */
class MailboxReaderTest extends GreenMailScenario {

    @Test
    @DisplayName("IN-1, IN-5: everything is stored once, seen or not; IDLE brings what comes later at once")
    void reads() {
        deliver("one");
        deliver("two");
        read(Duration.ofMinutes(5));
        await().until(() -> stored().size() == 2);

        deliver("three");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three")));
    }

    @Test
    @DisplayName("IN-4: after a change of UIDVALIDITY the same mails are known, and new ones are not overlooked")
    void uid_validity() {
        deliver("one");
        deliver("two");
        read(Duration.ofSeconds(1));
        await().until(() -> stored().size() == 2);
        long before = validities().get(0);

        int port = server.getImap().getPort();
        server.stop();
        // The server's UIDVALIDITY is the time of the mailbox's making, in seconds.
        await().until(() -> System.currentTimeMillis() / 1000 > before);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        deliver("zero");
        deliver("two");
        deliver("one");

        await().atMost(Duration.ofSeconds(30)).until(() -> stored().contains("zero"));
        await().until(() -> validities().size() == 1 && validities().get(0) != before);
        assertThat(stored()).containsExactlyInAnyOrder("zero", "one", "two");
        // Told, and over as soon as everything has been compared.
        await().until(() -> told().equals(List.of("UID_VALIDITY system")));
    }

    @Test
    @DisplayName(
            "IN-4: where the server's numbers hold for one connection only (UIDNOTSTICKY) mails are known by their bytes")
    void numbers_of_one_connection() {
        proxy.rewrite(answer ->
                answer.replace("* OK [UIDVALIDITY", "* NO [UIDNOTSTICKY] no lasting numbers\r\n* OK [UIDVALIDITY"));
        deliver("one");
        deliver("two");
        read(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two")));
        long before = validities().get(0);

        AtomicBoolean lost = proxy.once("NOOP", ImapProxy.Link::cut);
        await().atMost(Duration.ofSeconds(20)).until(lost::get);
        deliver("three");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three")));
        await().until(() -> validities().size() == 1 && validities().get(0) != before);
        assertThat(told()).isEmpty();
    }

    @Test
    @DisplayName(
            "IN-6: a mailbox that stands still for some time is an incident, which ends when the mailbox is read again")
    void stands_still() {
        standsStillAfter = Duration.ofSeconds(1);
        deliver("one");
        int port = server.getImap().getPort();
        server.stop();
        read(Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().equals(List.of("STANDS_STILL null")));
        assertThat(incidents.open()).anySatisfy(i -> {
            assertThat(i.mailbox()).isEqualTo(mailbox);
            assertThat(i.detail()).startsWith("not read since ");
        });
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        deliver("two");

        await().atMost(Duration.ofSeconds(60)).until(() -> told().equals(List.of("STANDS_STILL system")));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().contains("two"));
    }

    @Test
    @DisplayName("One node at a time reads a mailbox; when it stops, another takes over")
    void takes_over() {
        MailboxLocks other = new MailboxLocks(database);
        assertThat(other.hold(mailbox)).isTrue();
        read(Duration.ofSeconds(1));
        deliver("one");
        await().until(() -> states.all().containsKey(mailbox));
        assertThat(states.all().get(mailbox).description()).isEqualTo("read by another node");
        assertThat(stored()).isEmpty();

        other.release();

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one")));
    }

    @Test
    @DisplayName("IN-5: what people read, flagged or moved away before or after it was fetched changes nothing")
    void people_in_the_mailbox() {
        deliver("one");
        deliver("two");
        change("one", message -> message.setFlag(Flags.Flag.SEEN, true));
        change("two", message -> message.setFlag(Flags.Flag.FLAGGED, true));
        read(Duration.ofSeconds(1));
        await().until(() -> stored().equals(List.of("one", "two")));

        expunge("one");
        change("two", message -> message.setFlag(Flags.Flag.SEEN, false));
        deliver("three");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three")));
    }

    @Test
    @DisplayName("IN-9, PA-15: a mail of some megabytes goes through a file in slices, byte by byte")
    void large() {
        String body = "0123456789abcdef\r\n".repeat(150_000);
        deliver("large", body);
        read(Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().contains("large"));
        assertThat(jdbc.sql("""
                select m.truncated and m.size = sum(length(p.content))
                    and m.sha256 = sha256(string_agg(p.content, ''::bytea order by p.no))
                from crm.inbound_mail m join crm.inbound_mail_part p on p.mail_id = m.id
                where m.mailbox = ? group by m.id
                """).param(mailbox).query(Boolean.class).single()).isTrue();
    }

    @Test
    @DisplayName(
            "One node at a time: from one that hangs the mailbox passes to another soon, and the first one knows it")
    void a_node_that_hangs() {
        Duration silence = Duration.ofSeconds(2);
        MailboxLocks hanging = new MailboxLocks(database, silence);
        MailboxLocks other = new MailboxLocks(database, silence);
        assertThat(hanging.hold(mailbox)).isTrue();
        assertThat(other.hold(mailbox)).isFalse();
        assertThat(hanging.beat()).isLessThan(silence);
        for (int i = 0; i < 2; i++) {
            // Whoever says that it is there keeps its mailboxes.
            await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
            hanging.stay();
            other.stay();
        }
        assertThat(other.hold(mailbox)).isFalse();

        await().atMost(Duration.ofSeconds(15)).until(() -> other.hold(mailbox));
        assertThat(hanging.hold(mailbox)).isFalse();
        other.release();
        hanging.release();
    }
}

package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.ProductProfiles;
import jakarta.mail.MessagingException;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The nightly look at what the server holds and the ledger does not. */
class MailboxComparisonTest extends GreenMailScenario {

    @Autowired
    ProductProfiles profiles;

    @Test
    @DisplayName("IN-6: the nightly comparison finds what is not in the ledger, fetches it and tells an operator")
    void comparison() throws MessagingException {
        deliver("one");
        deliver("two");
        jdbc.sql("insert into crm.mailbox_cursor (mailbox, uid_validity, last_uid, changed_at) values (?, ?, 2, now())")
                .params(mailbox, uidValidityOnServer())
                .update();
        MailboxComparison comparison = new MailboxComparison(
                profiles, servers(), settings, ledger, incidents, new DecisionBell(), jdbc, Clock.systemUTC());

        MailboxComparison.Comparison found = comparison.compare(new MailboxReader.Place(mailbox, "bonus"));

        assertThat(found.missing()).isEqualTo(2);
        assertThat(stored()).containsExactly("one", "two");
        assertThat(incidents.open()).anySatisfy(i -> {
            assertThat(i.mailbox()).isEqualTo(mailbox);
            assertThat(i.kind()).isEqualTo(MailIncidents.Kind.DIFFERENCE);
            assertThat(i.detail()).isEqualTo("2: UID 1, 2");
        });
        assertThat(comparison.compare(new MailboxReader.Place(mailbox, "bonus")).missing())
                .isZero();
        assertThat(comparison.last(mailbox)).hasValueSatisfying(last -> {
            assertThat(last.onServer()).isEqualTo(2);
            assertThat(last.inLedger()).isEqualTo(2);
        });
        assertThat(told()).containsExactly("DIFFERENCE system");
    }

    private long uidValidityOnServer() throws MessagingException {
        try (ImapMailbox open = ImapMailbox.open(servers().imap("bonus"), settings.timeout())) {
            return open.uidValidity();
        }
    }
}

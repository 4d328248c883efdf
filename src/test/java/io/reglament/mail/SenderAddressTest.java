package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.mail.content.MailAddress;
import io.reglament.mail.content.ParsedMail;
import io.reglament.request.RequestView;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Senders whose addresses are not plain ASCII, from their mail program to our answer in their mailbox. */
class SenderAddressTest extends MailScenario {

    @Test
    @DisplayName("PA-14: a customer's Cyrillic domain is one, however it is written; the answer goes to its DNS name")
    void international_domain() {
        MailAddress written = new MailAddress("info@почта-" + key + ".example.org", null);
        MailUser asDnsKnowsIt = new MailUser(servers, written.canonical());
        Contact somebody = transaction.execute(status -> customers.addContact(
                "Почта " + key,
                "почта-" + key + ".EXAMPLE.org",
                null,
                "other@почта-" + key + ".example.org",
                Language.RU));
        customers.addContract(somebody.customerId(), "bonus", "D-" + key, LocalDate.of(2020, 1, 1), null);

        send(written.email(), "Subject: Domain " + key);
        await().until(() -> outcomes("Domain " + key).equals(List.of("REQUEST")));

        RequestView request = requestOf("Domain " + key);
        assertThat(request.customerId()).isEqualTo(somebody.customerId());
        ParsedMail acknowledgement = asDnsKnowsIt.receives(m -> m.subject().contains(request.number()));
        asDnsKnowsIt.send(
                BONUS, "Subject: Re: domain " + key + "\nIn-Reply-To: " + acknowledgement.messageId(), "more about it");
        await().until(() -> outcomes("Re: domain " + key).equals(List.of("REPLY")));
        send("other@почта-" + key + ".example.org", "Subject: Colleague " + key);
        await().until(() -> outcomes("Colleague " + key).equals(List.of("REQUEST")));
        assertThat(requestOf("Colleague " + key).contactId()).isEqualTo(somebody.id());
    }

    @Test
    @DisplayName("PA-14, EAI: a Cyrillic name before the at sign opens a request, and is answered by SMTPUTF8")
    void international_local_part() {
        String address = "иван." + key + "@client.example.org";

        send(address, "Subject: Local part " + key);
        await().until(() -> outcomes("Local part " + key).equals(List.of("REQUEST")));

        RequestView request = requestOf("Local part " + key);
        assertThat(customers.contact(request.contactId()).email()).isEqualTo(address);
        assertThat(column("sender", new MailUser(servers, address))).containsExactly(address);
        await().until(() -> deliveries(request).equals(List.of("SENT")));
        assertThat(outgoing(new MailUser(servers, address))).isEqualTo(1);
        send("ИВАН." + key + "@CLIENT.example.org", "Subject: " + request.number() + " again " + key);
        await().until(() -> outcomes(request.number() + " again " + key).equals(List.of("REPLY")));
    }

    @Test
    @DisplayName("PA-14: who looks like a customer in another script is a stranger")
    void look_alike() {
        // The first letter is Cyrillic.
        send("user@сlient.example.org", "Subject: Look-alike " + key);

        await().until(() -> outcomes("Look-alike " + key).equals(List.of("TO_SORT")));
    }

    private void send(String from, String header) {
        new MailUser(servers, from).send(BONUS, header, "text of " + key);
    }
}

package io.reglament.mail;

import static org.awaitility.Awaitility.await;

import io.reglament.ReglamentTest;
import io.reglament.crm.Customers;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.Archive;
import io.reglament.request.Conversation;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tests of a mail's way share: people of their own, and a look into the tables. */
@ReglamentTest
abstract class MailScenario {

    static final String BONUS = "bonus@support.example.org";

    @Autowired
    MailServers servers;

    @Autowired
    Requests requests;

    @Autowired
    Conversation conversation;

    @Autowired
    MailLedger ledger;

    @Autowired
    Customers customers;

    @Autowired
    MessageIds messageIds;

    @Autowired
    RequestWork work;

    @Autowired
    Archive archive;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    String key;
    MailUser user;
    MailUser stranger;

    @BeforeEach
    void nameEverythingDifferently() {
        key = UUID.randomUUID().toString().substring(0, 8);
        user = new MailUser(servers, "u" + key + "@client.example.org");
        stranger = new MailUser(servers, "s" + key + "@unknown.example.org");
    }

    /** Makes the customer's address one that somebody vouches for: its acknowledgements quote the mail (AU-8). */
    void known() {
        customers.prove(customers.recognise(user.address(), null).orElseThrow().id());
    }

    RequestView register(String subject) {
        user.send(
                BONUS,
                "Subject: " + subject + "\nMessage-ID: <" + subject.replace(' ', '-') + "@client.example.org>",
                "please help");
        await().until(() -> outcomes(subject).equals(List.of("REQUEST")));
        return requestOf(subject);
    }

    RequestView requestOf(String subject) {
        return requests.get(jdbc.sql("select number from crm.request where subject = ?")
                .param(subject)
                .query(String.class)
                .single());
    }

    List<String> outcomes(String subject) {
        return jdbc.sql("select outcome from crm.inbound_mail where subject = ? or subject is null and"
                        + " position(convert_to(?, 'UTF8') in raw) > 0 order by id")
                .params(subject, "Subject: " + subject + "\r\n")
                .query(String.class)
                .list();
    }

    List<String> outcomesFrom(MailUser sender) {
        return column("outcome", sender);
    }

    List<String> reasonsFrom(MailUser sender) {
        return column("reason", sender);
    }

    List<String> column(String column, MailUser sender) {
        return jdbc.sql("select " + column + " from crm.inbound_mail where sender = ? order by id")
                .param(sender.address())
                .query(String.class)
                .list();
    }

    List<String> deliveries(RequestView request) {
        return jdbc.sql("select state from crm.outbound_mail where request_id = ? order by id")
                .param(request.id())
                .query(String.class)
                .list();
    }

    long outgoing(MailUser recipient) {
        return jdbc.sql("select count(*) from crm.outbound_mail where recipient = ?")
                .param(recipient.address())
                .query(Long.class)
                .single();
    }
}

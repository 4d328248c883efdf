package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Conversation;
import io.reglament.request.MessageView;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
class NotificationsTest {

    private static final String EVIL = "1 < 2 & <script>alert(1)</script>\nвторая строка";

    @Autowired
    Notifications notifications;

    @Autowired
    Requests requests;

    @Autowired
    Customers customers;

    @Autowired
    Archive archive;

    @Autowired
    Conversation conversation;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString().substring(0, 8);

    @Test
    @DisplayName("N-01: in the contact's language; a second call with the same key changes nothing")
    void registered() {
        RequestView english = register("bonus", Language.EN);
        RequestView russian = register("otk", Language.RU);
        ParsedMail en = mail(english, notifications::requestRegistered, null, null);
        ParsedMail ru = mail(russian, notifications::requestRegistered, null, null);

        assertThat(en.text()).contains("registered under the number " + english.number(), "What happens next");
        assertThat(ru.text()).contains("зарегистрирован под номером " + russian.number(), "Что дальше");
        assertThat(en.headers().first("Content-Language")).contains("en");
        assertThat(en.headers().first("X-Reglament-Loop")).isPresent();

        transaction.executeWithoutResult(status ->
                notifications.requestRegistered(english.id(), "Task_AcknowledgeRequest", "key-" + english.id()));
        assertThat(conversation.messages(english.id())).hasSize(1);
    }

    @Test
    @DisplayName("N-03, N-06, refusal: a person's words stand in both forms of the mail, escaped in the HTML")
    void words() {
        check(notifications::requestRejected, Kind.REASON, "Reason", "rejected");
        check(notifications::requestRefused, Kind.REASON, "Reason", "without being carried out");
        check(notifications::clarificationAsked, Kind.QUESTION, "Question", "some information from you");
    }

    @Test
    @DisplayName("N-08, N-09: the solution with links to confirm and to state remarks, where these count")
    void solution() {
        RequestView bonus = register("bonus", Language.EN);
        ParsedMail mail = mail(bonus, notifications::solutionDelivered, Kind.SOLUTION, EVIL);
        assertThat(mail.text()).contains("The work on your request", "1 < 2", "/confirm", "/remarks", "after 3 days");
        assertThat(mail.html()).contains("/confirm", "I confirm", "I have remarks");

        RequestView otk = register("otk", Language.EN);
        ParsedMail plain = mail(otk, notifications::solutionDelivered, Kind.SOLUTION, "done");
        assertThat(plain.text()).doesNotContain("/confirm").contains("reply to this mail");
    }

    @Test
    @DisplayName("The first line's own answer")
    void answer() {
        RequestView request = register("ecrm", Language.RU);
        ParsedMail mail = mail(request, notifications::answerGiven, Kind.ANSWER, "Вот ответ");
        assertThat(mail.text()).contains("Мы подготовили ответ", "Вот ответ", "/confirm");
    }

    @Test
    @DisplayName("AU-5: what a person wrote carries no Auto-Submitted, what a program wrote does")
    void auto_submitted() {
        RequestView request = register("bonus", Language.EN);
        assertThat(mail(request, notifications::answerGiven, Kind.ANSWER, "x")
                        .headers()
                        .has("Auto-Submitted"))
                .isFalse();
        assertThat(mail(register("bonus", Language.EN), notifications::requestClosed, null, null)
                        .headers()
                        .first("Auto-Submitted"))
                .contains("auto-generated");
    }

    @Test
    @DisplayName("N-12, ECRM-3.5-03: each representative of the customer is asked, with links of their own")
    void closure() {
        RequestView request = register("ecrm", Language.EN);
        Contact representative = transaction.execute(status -> {
            Contact contact = customers.addContact(
                    "Company " + key, null, "Rita", "rita-" + key + "@nowhere.example.org", Language.RU);
            customers.appoint(contact.id(), true, false);
            return contact;
        });
        ParsedMail mail = mail(request, notifications::closureQuestioned, null, null);

        assertThat(mail.text()).contains("Здравствуйте, Rita!", "/confirm", request.number());
        assertThat(recipient(request)).isEqualTo(representative.email());
    }

    @Test
    @DisplayName("N-14: new number and old number, under the earlier conversation")
    void follow_up() {
        RequestView old = register("bonus", Language.EN);
        ParsedMail earlier = mail(old, notifications::requestRegistered, null, null);
        RequestView fresh = transaction.execute(status -> requests.register(new NewRequest(
                "bonus",
                customers.contact(old.contactId()),
                NewRequest.Channel.FOLLOW_UP,
                "Again " + key,
                "x",
                "Test",
                old.number())));
        ParsedMail mail = mail(fresh, notifications::followUpRegistered, null, null);

        assertThat(mail.text()).contains(fresh.number(), "Earlier number: " + old.number());
        assertThat(mail.references()).containsExactly(earlier.messageId());
    }

    @Test
    @DisplayName("OUT-4: a name that tries to be a header stays a name")
    void injection() {
        RequestView request = transaction.execute(status -> {
            Contact contact = customers.addContact(
                    "Company " + key,
                    null,
                    "Eve\r\nBcc: victim@x.example.org",
                    "eve-" + key + "@nowhere.example.org",
                    Language.EN);
            return requests.register(new NewRequest(
                    "bonus", contact, NewRequest.Channel.PHONE, "S\r\nBcc: v@x.example.org", "x", "Test", null));
        });
        ParsedMail mail = mail(request, notifications::requestRegistered, null, null);

        assertThat(mail.headers().has("Bcc")).isFalse();
    }

    private void check(Notice notice, Kind kind, String heading, String intro) {
        ParsedMail mail = mail(register("bonus", Language.EN), notice, kind, EVIL);
        assertThat(mail.text()).contains(heading, intro, EVIL);
        assertThat(mail.html())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "вторая строка")
                .doesNotContain("<script");
    }

    private interface Notice {
        void send(long requestId, String cause, String dedupKey);
    }

    private RequestView register(String product, Language language) {
        return transaction.execute(status -> {
            String address = language.code() + "-" + UUID.randomUUID() + "@nowhere.example.org";
            Contact contact = customers.addContact("Company " + key, null, "Ann", address, language);
            return requests.register(
                    new NewRequest(product, contact, NewRequest.Channel.PHONE, "Subject " + key, "x", "Test", null));
        });
    }

    private ParsedMail mail(RequestView request, Notice notice, Kind kind, String text) {
        transaction.executeWithoutResult(status -> {
            if (kind != null) {
                archive.add(request.id(), "specialist", kind, "Test", text);
            }
            notice.send(request.id(), "Task_Test", "key-" + request.id());
        });
        MessageView filed = conversation.messages(request.id()).get(0);
        assertThat(filed.subject()).startsWith("[" + request.number() + "] Re: ");
        try {
            return MailParser.parse(
                    jdbc.sql("select raw from crm.outbound_mail where request_id = ? order by id limit 1")
                            .param(request.id())
                            .query(byte[].class)
                            .single());
        } catch (UnreadableMail e) {
            throw new IllegalStateException(e);
        }
    }

    private String recipient(RequestView request) {
        return jdbc.sql("select recipient from crm.outbound_mail where request_id = ?")
                .param(request.id())
                .query(String.class)
                .single();
    }
}

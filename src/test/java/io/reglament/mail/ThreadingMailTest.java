package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.Act;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.Participants;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which request a mail joins, and who may join one. */
class ThreadingMailTest extends MailScenario {

    private static final String OTK = "otk@support.example.org";

    @Autowired
    Notifications notifications;

    @Autowired
    Participants participants;

    @Autowired
    SenderRules senders;

    @Autowired
    Customers customers;

    private MailUser colleague;
    private MailUser other;

    @BeforeEach
    void morePeople() {
        colleague = new MailUser(servers, "c" + key + "@client.example.org");
        other = new MailUser(servers, "o" + key + "@other.example.org");
    }

    @Test
    @DisplayName("TH-1, TH-2: our plus-address alone brings a reply to its request; a changed one does not")
    void plus_address() {
        RequestView request = register("Plus " + key);
        long outbound = messageIds
                .read(user.receives(m -> m.subject().contains(request.number())).messageId())
                .orElseThrow()
                .outboundId();
        String address =
                messageIds.plusAddress(request.id(), outbound, user.address(), MessageIds.Reply.MESSAGE, BONUS);
        assertThat(address.substring(0, address.indexOf('@'))).hasSizeLessThanOrEqualTo(64);

        user.sendRaw(BONUS, "From: %s\nTo: %s\nSubject: by address %s\n\nhere".formatted(user.address(), address, key));
        String forged = address.replace(".", ".0").replace("@support.0example.0org", "@support.example.org");
        user.sendRaw(BONUS, "From: %s\nTo: %s\nSubject: forged %s\n\nhere".formatted(user.address(), forged, key));

        await().until(() -> outcomes("by address " + key).equals(List.of("REPLY")));
        await().until(() -> outcomes("forged " + key).equals(List.of("REQUEST")));
    }

    @Test
    @DisplayName("TH-1: of several of our mails that a reply refers to, the newest decides")
    void newest_reference() {
        RequestView first = register("Older " + key);
        RequestView second = register("Newer " + key);
        String older = user.receives(m -> m.subject().contains(first.number())).messageId();
        String newer = user.receives(m -> m.subject().contains(second.number())).messageId();

        user.send(BONUS, "Subject: both %s\nReferences: %s %s".formatted(key, older, newer), "which one?");

        await().until(() -> outcomes("both " + key).equals(List.of("REPLY")));
        assertThat(incoming(second)).contains("which one?");
        assertThat(incoming(first)).doesNotContain("which one?");
    }

    @Test
    @DisplayName("TH-1: a colleague in copy who answers before there is a number joins the same request")
    void colleague_before_the_number() {
        RequestView request = register("Copied " + key);

        colleague.send(
                BONUS,
                "Subject: Re: Copied " + key + "\nIn-Reply-To: <Copied-" + key + "@client.example.org>",
                "with me too");

        await().until(() -> outcomes("Re: Copied " + key).equals(List.of("REPLY")));
        assertThat(incoming(request)).contains("with me too");
        assertThat(outgoing(colleague)).isZero();
    }

    @Test
    @DisplayName("TH-1: an answer that is decided before the mail that it answers is one request with it")
    void answer_before_the_question() {
        colleague.send(
                BONUS, "Subject: Re: Late " + key + "\nIn-Reply-To: <late-" + key + "@client.example.org>", "me too");
        await().until(() -> outcomes("Re: Late " + key).equals(List.of("REQUEST")));

        user.send(BONUS, "Subject: Late %s\nMessage-ID: <late-%s@client.example.org>".formatted(key, key), "it hangs");

        await().until(() -> outcomes("Late " + key).equals(List.of("REPLY")));
        assertThat(incoming(requestOf("Re: Late " + key))).containsExactlyInAnyOrder("me too", "it hangs");
    }

    @Test
    @DisplayName("TH-1: question and answer that come together are one request each time, whoever is decided first")
    void answer_and_question_at_once() {
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String subject = "Pair " + i + " " + key;
            String id = "<pair-%d-%s@client.example.org>".formatted(i, key);
            questions.add(subject);
            user.send(BONUS, "Subject: %s\nMessage-ID: %s".formatted(subject, id), "question " + i);
            colleague.send(BONUS, "Subject: Re: %s\nIn-Reply-To: %s".formatted(subject, id), "answer " + i);
        }
        for (String subject : questions) {
            await().atMost(Duration.ofSeconds(30)).until(() -> decided(subject) && decided("Re: " + subject));
            assertThat(List.of(
                            outcomes(subject).get(0), outcomes("Re: " + subject).get(0)))
                    .containsExactlyInAnyOrder("REQUEST", "REPLY");
        }
    }

    @Test
    @DisplayName("TH-3, TH-9: a thread that another customer forwards does not join, and shows them nothing")
    void forwarded_thread_of_another_customer() {
        RequestView request = register("Private " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));

        other.send(
                BONUS,
                "Subject: Fwd: %s\nReferences: <Private-%s@client.example.org> %s"
                        .formatted(acknowledgement.subject(), key, acknowledgement.messageId()),
                "see below");

        await().until(() -> outcomesFrom(other).equals(List.of("TO_SORT")));
        assertThat(reasonsFrom(other)).containsExactly("NON_PARTICIPANT");
        assertThat(incoming(request)).hasSize(1);
        assertThat(outgoing(other)).isZero();
        assertThat(triageHint(other)).isEqualTo(request.number());
    }

    @Test
    @DisplayName("TH-3, TH-5: who was made to take part may answer; a copy in a stranger's mail makes nobody take part")
    void participants_may_answer() {
        RequestView request = register("Shared " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));
        Contact contact = customers.recognise(other.address(), null).orElseThrow();
        transaction.executeWithoutResult(
                status -> participants.add(request.id(), contact, new Act("manager", "Test", null)));

        other.send(BONUS, "Subject: joined " + key + "\nIn-Reply-To: " + acknowledgement.messageId(), "I take part");
        stranger.sendRaw(
                BONUS,
                "From: %s\nTo: %s\nCc: third@unknown.example.org\nSubject: Re: %s\n\nlet me in"
                        .formatted(stranger.address(), BONUS, request.number()));

        await().until(() -> outcomes("joined " + key).equals(List.of("REPLY")));
        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT")));
        assertThat(incoming(request)).contains("I take part");
        assertThat(participants.of(request.id())).extracting(c -> c.email()).containsExactly(other.address());
        assertThat(customers.contact("third@unknown.example.org")).isEmpty();
    }

    @Test
    @DisplayName(
            "TH-4, AU-8, PA-16: whom our mail server disowns joins nothing and is not answered, unless a person trusts")
    void disowned_sender() {
        RequestView request = register("Forged " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));
        String disowned = "Authentication-Results: mx.support.example.org; dmarc=fail header.from=client.example.org\n";
        String approved = "Authentication-Results: mx.support.example.org; dmarc=pass header.from=client.example.org\n";

        user.sendRaw(BONUS, disowned + answer(acknowledgement, "forged answer " + key));
        user.sendRaw(BONUS, approved + answer(acknowledgement, "true answer " + key));
        user.sendRaw(
                BONUS,
                disowned + "From: %s\nTo: %s\nSubject: forged new %s\n\nnew".formatted(user.address(), BONUS, key));
        await().until(() -> outcomes("forged answer " + key).equals(List.of("TO_SORT")));
        await().until(() -> outcomes("true answer " + key).equals(List.of("REPLY")));
        await().until(() -> outcomes("forged new " + key).equals(List.of("REQUEST")));
        assertThat(reasonsFrom(user)).contains("UNAUTHENTICATED");
        assertThat(triageHint(user)).isEqualTo(request.number());
        assertThat(incoming(request)).containsExactly("please help", "true answer " + key);
        assertThat(outgoing(user)).isEqualTo(1);
        assertThat(column("authentication", user)).containsExactlyInAnyOrder("NONE", "FAIL", "PASS", "FAIL");

        senders.add("bonus", user.address(), SenderRules.Verdict.TRUSTED, "broken relay", "manager");
        user.sendRaw(BONUS, disowned + answer(acknowledgement, "trusted answer " + key));
        await().until(() -> outcomes("trusted answer " + key).equals(List.of("REPLY")));
    }

    private String answer(ParsedMail to, String words) {
        return "From: %s\nTo: %s\nSubject: %s\nIn-Reply-To: %s\n\n%s"
                .formatted(user.address(), BONUS, words, to.messageId(), words);
    }

    @Test
    @DisplayName("TH-6: no mail of ours repeats what was written before, whoever gets it")
    void nothing_is_quoted() {
        RequestView request = register("Silent " + key);
        user.receives(m -> m.subject().contains(request.number()));
        String secret = "secret-" + key;
        user.send(BONUS, "Subject: " + request.number() + " more " + key, "The password is " + secret);
        await().until(() -> outcomes(request.number() + " more " + key).equals(List.of("REPLY")));
        Contact contact = customers.recognise(other.address(), null).orElseThrow();

        transaction.executeWithoutResult(status -> {
            participants.add(request.id(), contact, new Act("manager", "Test", null));
            notifications.requestClosed(request.id(), "Test", "silent-" + key);
        });

        assertThat(jdbc.sql("select recipient from crm.outbound_mail where request_id = ?")
                        .param(request.id())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(user.address(), user.address(), other.address());
        assertThat(conversation.messages(request.id()))
                .filteredOn(m -> m.direction() == Direction.OUT)
                .hasSize(3)
                .noneMatch(m -> m.text().contains(secret) || m.html().contains(secret));
        assertThat(other.receives(m -> m.subject().contains(request.number())).text())
                .doesNotContain(secret, "please help");
    }

    @Test
    @DisplayName("TH-9: the same subject alone never joins; a number joins whoever belongs to the customer")
    void subject_alone() {
        RequestView request = register("Printer " + key);

        colleague.send(BONUS, "Subject: Re: Printer " + key, "mine as well, on the second floor");
        colleague.send(BONUS, "Subject: [#" + request.number() + "] " + key, "about that one");

        await().until(() -> outcomes("Re: Printer " + key).equals(List.of("REQUEST")));
        await().until(() -> outcomes("[#" + request.number() + "] " + key).equals(List.of("REPLY")));
        assertThat(incoming(request)).contains("about that one").doesNotContain("mine as well, on the second floor");
    }

    @Test
    @DisplayName("TH-8: an absence notice never reopens, and needs no review, when the request has ended")
    void absence_after_the_end() {
        RequestView request = register("Over " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));
        transaction.executeWithoutResult(
                status -> work.changeState(request.id(), RequestState.CLOSED, "system", "Test"));

        user.send(
                BONUS,
                "Subject: Away " + key + "\nAuto-Submitted: auto-replied\nIn-Reply-To: " + acknowledgement.messageId(),
                "I am away");

        await().until(() -> outcomes("Away " + key).equals(List.of("AUTOMATIC")));
        assertThat(reasonsFrom(user)).containsOnlyNulls();
        assertThat(requests.get(request.number()).state()).isEqualTo(RequestState.CLOSED);
    }

    @Test
    @DisplayName(
            "IN-2, TH-1: one mail to two mailboxes is one request per product; the answer to both is filed once each")
    void two_mailboxes() {
        String header = "From: %s\nTo: %s, %s\n".formatted(user.address(), BONUS, OTK);
        String mail =
                header + "Subject: Both %s\nMessage-ID: <both-%s@client.example.org>\n\nfor two".formatted(key, key);
        user.sendRaw(BONUS, mail);
        user.sendRaw(OTK, mail);
        await().until(() -> outcomes("Both " + key).equals(List.of("REQUEST", "REQUEST")));
        RequestView bonus = requestOf("Both " + key, "bonus");
        RequestView otk = requestOf("Both " + key, "otk");
        String acknowledgement =
                user.receives(m -> m.subject().contains(bonus.number())).messageId();
        assertThat(user.receives(m -> m.subject().contains(otk.number()))).isNotNull();

        String withFirst = header
                + "Subject: Re: Both %s\nReferences: <both-%s@client.example.org> %s\n\nmore for two"
                        .formatted(key, key, acknowledgement);
        String withoutFirst = header
                + "Subject: Again %s\nMessage-ID: <again-%s@client.example.org>\nIn-Reply-To: %s\n\nonly once"
                        .formatted(key, key, acknowledgement);
        for (String reply : List.of(withFirst, withoutFirst)) {
            user.sendRaw(BONUS, reply);
            user.sendRaw(OTK, reply);
        }

        await().until(() -> outcomes("Re: Both " + key).equals(List.of("REPLY", "REPLY")));
        await().until(() -> outcomes("Again " + key).size() == 2
                && !outcomes("Again " + key).contains("PENDING"));
        assertThat(outcomes("Again " + key)).containsExactlyInAnyOrder("REPLY", "DUPLICATE");
        assertThat(incoming(bonus)).containsExactlyInAnyOrder("for two", "more for two", "only once");
        assertThat(incoming(otk)).containsExactlyInAnyOrder("for two", "more for two");
    }

    private boolean decided(String subject) {
        List<String> outcomes = outcomes(subject);
        return outcomes.size() == 1 && !outcomes.contains("PENDING");
    }

    private List<String> incoming(RequestView request) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.IN)
                .map(MessageView::text)
                .toList();
    }

    private RequestView requestOf(String subject, String product) {
        return requests.get(jdbc.sql("select number from crm.request where subject = ? and product = ?")
                .params(subject, product)
                .query(String.class)
                .single());
    }

    private String triageHint(MailUser sender) {
        return jdbc.sql("""
                select v.text_ from act_ru_variable v join act_ru_variable m on m.proc_inst_id_ = v.proc_inst_id_
                    and m.name_ = 'inboundMailId' join crm.inbound_mail i on i.id = m.long_
                where v.name_ = 'hintNumber' and i.sender = ?
                """).param(sender.address()).query(String.class).single();
    }
}

package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.outbox.OutboundMails;
import io.reglament.request.Act;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.NewRequest;
import io.reglament.request.Participants;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
class EarlierConversationTest {

    private static final int STEPS = 25;

    @Autowired
    Notifications notifications;

    @Autowired
    OutboundMails outbound;

    @Autowired
    Requests requests;

    @Autowired
    Participants participants;

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

    private final List<String> said = new ArrayList<>();

    @FunctionalInterface
    private interface Notice {
        void send(long requestId, String cause, String dedupKey);
    }

    private record Out(long id, String recipient, byte[] raw) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    @DisplayName("TH-6: in a random thread no mail carries what was written before to anybody who takes no part")
    void property(long seed) throws Exception {
        Random random = new Random(seed);
        RequestView request = register("bonus");
        String owner = customers.contact(request.contactId()).email();
        List<Contact> others =
                IntStream.range(0, 6).mapToObj(i -> contact("other" + i)).toList();
        List<Notice> notices = List.of(
                notifications::requestRegistered,
                notifications::requestRejected,
                notifications::clarificationAsked,
                notifications::answerGiven,
                notifications::solutionDelivered,
                notifications::closureQuestioned,
                notifications::requestRefused,
                notifications::reminder,
                notifications::requestClosed);
        int letters = 0;
        for (int step = 0; step < STEPS; step++) {
            Contact other = others.get(random.nextInt(others.size()));
            switch (random.nextInt(4)) {
                case 0 -> say(request, random.nextBoolean() ? owner : other.email(), others);
                case 1 -> takePart(request, other, random.nextInt(3) > 0);
                default -> {
                    String key = "th6-" + request.id() + "-" + step;
                    Notice notice = notices.get(random.nextInt(notices.size()));
                    long newest = newestMail();
                    transaction.executeWithoutResult(status -> {
                        for (Kind kind : List.of(Kind.REASON, Kind.QUESTION, Kind.ANSWER, Kind.SOLUTION)) {
                            archive.add(request.id(), "specialist", kind, "Test", "words of the specialist");
                        }
                        notice.send(request.id(), "Task_Test", key);
                    });
                    letters += check(request, owner, newest);
                }
            }
        }
        assertThat(letters).isPositive();
    }

    /** @return how many letters were written */
    private int check(RequestView request, String owner, long after) throws Exception {
        Set<String> takePart =
                participants.of(request.id()).stream().map(Contact::email).collect(Collectors.toSet());
        takePart.add(owner);
        List<Out> written = jdbc.sql("select id, recipient, raw from crm.outbound_mail where request_id = ? and id > ?")
                .params(request.id(), after)
                .query((rs, i) -> new Out(rs.getLong("id"), rs.getString("recipient"), rs.getBytes("raw")))
                .list();
        List<Out> mails = written.stream()
                .filter(mail -> !outbound.find(mail.id()).orElseThrow().toStaff())
                .toList();
        for (Out mail : mails) {
            assertThat(takePart).as("who gets mail about the request").contains(mail.recipient());
            ParsedMail parsed = MailParser.parse(mail.raw());
            assertThat(parsed.recipients()).as("one recipient, no copy").isEqualTo(mail.recipient());
            assertThat(said)
                    .as("what others wrote stands in no letter of ours")
                    .noneMatch(words -> parsed.text().contains(words)
                            || parsed.html().contains(words)
                            || parsed.subject().contains(words));
        }
        return mails.size();
    }

    private void say(RequestView request, String from, List<Contact> copied) {
        String words = "secret" + UUID.randomUUID();
        said.add(words);
        transaction.executeWithoutResult(status -> conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.IN,
                        Instant.EPOCH,
                        from,
                        "bonus@support.example.org, "
                                + copied.stream().map(Contact::email).collect(Collectors.joining(", ")),
                        "Re: " + words,
                        words,
                        "<p>" + words + "</p>",
                        "<" + words + "@client.example.org>",
                        null,
                        null,
                        List.of()),
                from,
                "Test"));
    }

    private void takePart(RequestView request, Contact other, boolean joins) {
        transaction.executeWithoutResult(status -> {
            Act act = new Act("manager", "Test", "Test");
            if (joins) {
                participants.add(request.id(), other, act);
            } else {
                participants.remove(request.id(), other, act);
            }
        });
    }

    private long newestMail() {
        return jdbc.sql("select coalesce(max(id), 0) from crm.outbound_mail")
                .query(Long.class)
                .single();
    }

    private RequestView register(String product) {
        Contact contact = contact("owner");
        return transaction.execute(status -> requests.register(
                new NewRequest(product, contact, NewRequest.Channel.PHONE, "Отчёт не открывается", "x", "Test", null)));
    }

    private Contact contact(String name) {
        return transaction.execute(status -> customers.addContact(
                "Company TH-6", null, name, name + "-" + UUID.randomUUID() + "@nowhere.example.org", Language.RU));
    }
}

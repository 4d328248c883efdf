package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reglament.ReglamentTest;
import io.reglament.SqlLog;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.mail.SenderRules;
import io.reglament.mail.SenderRules.Verdict;
import io.reglament.request.Act;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.Participants;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("The request behind the signed link of each mail (design 6)")
class RequestPagesTest extends CustomerVisit {

    private static final Pattern LINK = Pattern.compile("http://\\S+/c/[A-Za-z0-9_.-]+$", Pattern.MULTILINE);

    @Autowired
    Participants participants;

    @Autowired
    Customers customers;

    @Autowired
    SenderRules senders;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    @DisplayName("Each letter to a customer ends with the recipient's own link, which shows the request")
    void each_letter_has_a_link() {
        Contact contact = lifecycle.contact();
        Contact colleague = participant(contact);
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        takesPart(request, colleague);
        lifecycle.complete(
                request, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", "By the button Export"));

        List<MessageView> letters = conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.OUT)
                .toList();

        assertThat(letters).hasSizeGreaterThanOrEqualTo(2);
        for (MessageView letter : letters) {
            String link = link(letter.text());
            assertThat(letter.html()).contains(link);
            HttpResponse<String> page = customer.get(path(link));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(request.number(), request.subject(), "By the button Export")
                    .doesNotContain("<script", "style=\"");
        }
        MessageView copy = letters.stream()
                .filter(m -> m.recipients().equals(colleague.email()))
                .findFirst()
                .orElseThrow();
        assertThat(links.read(path(link(copy.text())).substring("/c/".length())))
                .hasValueSatisfying(target -> assertThat(target.contactId()).isEqualTo(colleague.id()));
    }

    @Test
    @DisplayName(
            "Neither internal notes nor other people's links are on the page; a copy to a colleague is no second letter")
    void nothing_inner_and_nobodys_key() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        takesPart(request, participant(contact));
        file(request, Direction.NOTE, "maria", "He never reads the manual");
        lifecycle.complete(
                request, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", "By the button Export"));
        file(
                request,
                Direction.IN,
                representative.email(),
                "Fine.\n\nOn Monday Support wrote:\n> I confirm:\n> " + links.confirm(request.number(), contact.id())
                        + "\n> or so");

        String path = page(request, representative);
        String page = customer.get(path).body();

        assertThat(page)
                .contains("Fine.", "By the button Export", "<details>", "&gt; or so")
                .doesNotContain("never reads", links.confirm(request.number(), contact.id()));
        assertThat(Pattern.compile("/c/(?!" + Pattern.quote(path.substring("/c/".length())) + ")")
                        .matcher(page)
                        .results())
                .isEmpty();
        assertThat(page.split("By the button Export", -1)).hasSize(2);
    }

    @Test
    @DisplayName("What people of another customer wrote to a request stays hidden (merged requests)")
    void other_customers_words_are_hidden() {
        Contact contact = lifecycle.contact();
        Contact stranger = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        long before = file(request, Direction.IN, stranger.email(), "A stranger's secret");

        assertThat(customer.get(page(request, contact)).body())
                .contains("How do I export?")
                .doesNotContain("secret", "m" + before + "\"");
    }

    @Test
    @DisplayName("A file is a download of a type that no browser runs; another request's file is not found")
    void files_are_downloads() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "See the file");
        RequestView other = lifecycle.register("bonus", lifecycle.contact(), "Another");
        NewAttachment html = new NewAttachment("отчёт.html", "text/html", null, "<script>alert(1)</script>".getBytes());
        long mine = attachment(request, file(request, Direction.IN, contact.email(), "Here", html));
        long theirs = attachment(other, file(other, Direction.IN, contact.email(), "There", html));
        long inner = attachment(request, file(request, Direction.NOTE, "maria", "Inner", html));
        String page = page(request, contact);

        HttpResponse<byte[]> file = customer.download(page + "/files/" + mine);

        assertThat(customer.get(page).body()).contains("отчёт.html", page + "/files/" + mine);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(html.content());
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("attachment"));
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(customer.get(page + "/files/" + theirs).statusCode()).isEqualTo(404);
        assertThat(customer.get(page + "/files/" + inner).statusCode()).isEqualTo(404);
        assertThat(customer.get(page(request, lifecycle.contact()) + "/files/" + mine)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("Somebody who takes part no longer, a colleague who never did and a blocked address do not get in")
    void who_is_out_stays_out() {
        Contact contact = lifecycle.contact();
        Contact colleague = participant(contact);
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        assertThat(customer.get(page(request, colleague)).statusCode()).isEqualTo(404);
        takesPart(request, colleague);
        assertThat(customer.get(page(request, colleague)).statusCode()).isEqualTo(200);

        transaction.executeWithoutResult(
                status -> participants.remove(request.id(), colleague, new Act("maria", "test", null)));
        HttpResponse<String> removed = customer.get(page(request, colleague));
        assertThat(removed.statusCode()).isEqualTo(404);
        assertThat(removed.body()).contains("reply to the mail").doesNotContain(request.number(), request.subject());

        senders.add("bonus", contact.email(), Verdict.BLOCKED, "spam", "maria");
        assertThat(customer.get(page(request, contact)).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("The page says in plain words how the request stands and what happens next, in the chosen language")
    void plain_words_in_both_languages() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "It does not work");
        lifecycle.complete(request, "Task_ClassifyRequest", Map.of("outcome", "clarify", "question", "What exactly?"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.WAITING_CUSTOMER);
        String page = page(request, contact);
        int before = lifecycle.history(request).size();

        assertThat(customer.get(page).body())
                .contains(
                        "lang=\"en\"",
                        "We asked you a question",
                        "Please answer our question",
                        "What exactly?",
                        "aria-current=\"step\"")
                .doesNotContain("MessageFormat", "??");
        assertThat(customer.get(page + "?lang=ru").body())
                .contains("lang=\"ru\"", "Мы задали вам вопрос", "Пожалуйста, ответьте на наш вопрос");
        assertThat(customer.get(page).body()).as("the choice stays").contains("lang=\"ru\"");
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    @Test
    @DisplayName("Design 10: a long conversation costs as many SQL statements as a short one")
    void a_long_conversation_costs_as_much_as_a_short_one() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        String page = page(request, contact);
        customer.get(page);
        try (SqlLog sql = new SqlLog(thread -> thread.contains("-exec-"))) {
            customer.get(page);
            int one = sql.ofTheCrm().size();
            for (int i = 0; i < 9; i++) {
                file(
                        request,
                        Direction.IN,
                        contact.email(),
                        "More " + i,
                        new NewAttachment("a.txt", "text/plain", null, new byte[1]));
            }
            sql.clear();
            assertThat(customer.get(page).body()).contains("More 8");
            assertThat(sql.ofTheCrm()).hasSize(one).hasSizeBetween(1, 12);
        }
    }

    @Test
    @DisplayName("The address of the page, which is the customer's key, stands in no log")
    void no_key_in_the_log() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        String page = page(request, contact);
        String token = page.substring("/c/".length());
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            customer.get(page);
            customer.get(page + "/nowhere");
            customer.get(page + "/files/99999999999999999999");
            customer.form(page + "/confirm", Map.of("form", "x"));
            customer.form(page + "/messages", Map.of("form", "x"));
            customer.form(page, Map.of("form", "x"));
            customer.multipart(page + "/messages", Map.of("form", "x"), List.of());
        } finally {
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(token));
    }

    private Contact participant(Contact of) {
        String id = UUID.randomUUID().toString();
        return transaction.execute(
                status -> customers.addColleague(of.customerId(), "Colin", id + "@client.example.org", Language.EN));
    }

    private void takesPart(RequestView request, Contact colleague) {
        transaction.executeWithoutResult(
                status -> participants.add(request.id(), colleague, new Act("maria", "test", null)));
    }

    private long file(
            RequestView request, Direction direction, String sender, String text, NewAttachment... attachments) {
        return transaction.execute(status -> conversation.file(
                request.id(),
                new NewMessage(
                        direction,
                        clock.instant(),
                        sender,
                        "",
                        "s",
                        text,
                        null,
                        null,
                        null,
                        null,
                        List.of(attachments)),
                sender,
                "test"));
    }

    private long attachment(RequestView request, long message) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.id() == message)
                .findFirst()
                .orElseThrow()
                .attachments()
                .get(0)
                .id();
    }

    private static String link(String text) {
        Matcher link = LINK.matcher(text.stripTrailing());
        assertThat(link.find()).as(text).isTrue();
        return link.group();
    }
}

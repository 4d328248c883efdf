package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.crm.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many mails of people whom nobody knows: one task, and each mail in the ledger with its own outcome. */
class StrangersStormTest extends MailScenario {

    @Autowired
    ProcessEngine engine;

    @Autowired
    MailTrail trail;

    @Test
    @DisplayName(
            "AU-7, IN-6, C-41: forty mails of one stranger are forty rows and one task; spam counts for all of them")
    void one_sender() {
        for (int i = 0; i < 40; i++) {
            stranger.send(BONUS, "Subject: Offer " + i + " " + key, "Buy this, it is offer number " + i);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> outcomesFrom(stranger).equals(Collections.nCopies(40, "TO_SORT")));

        Task task = onlyTask(stranger);
        assertThat(context(task)).contains("The sender is not known", "39 more of the same sender");
        assertThat(reasonsFrom(stranger)).containsOnly("UNKNOWN_SENDER");
        assertThat(outgoing(stranger)).isZero();

        complete(task, Map.of("outcome", "spam", "reason", "advertising"));

        assertThat(outcomesFrom(stranger)).containsOnly("BLOCKED").hasSize(40);
        assertThat(reasonsFrom(stranger)).containsOnly("advertising");
        stranger.send(BONUS, "Subject: Offer again " + key, "Buy this, it is one more offer");
        await().until(() ->
                outcomesFrom(stranger).size() == 41 && !outcomesFrom(stranger).contains("PENDING"));
        assertThat(onlyTask(stranger)).isNotNull();
    }

    @Test
    @DisplayName(
            "AU-7, C-41: one text of ten strangers is one task; who becomes a customer has a request, the others wait on")
    void one_text() {
        List<MailUser> senders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            MailUser sender = new MailUser(servers, "x" + i + key + "@n" + i + key + ".example.org");
            sender.send(BONUS, "Subject: Petition " + key, "We all demand the same thing, please do it now!");
            senders.add(sender);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> senders.stream().allMatch(s -> outcomesFrom(s).equals(List.of("TO_SORT"))));
        MailUser first =
                senders.stream().filter(s -> !tasks(s).isEmpty()).findFirst().orElseThrow();
        assertThat(senders.stream().flatMap(s -> tasks(s).stream())).hasSize(1);

        complete(onlyTask(first), newCustomer());

        await().until(() -> outcomesFrom(first).equals(List.of("REQUEST")));
        await().until(() -> senders.stream()
                .filter(s -> s != first)
                .allMatch(s -> outcomesFrom(s).equals(List.of("TO_SORT"))));
        await().until(() -> senders.stream().mapToInt(s -> tasks(s).size()).sum() == 1);
        assertThat(context(senders.stream()
                        .flatMap(s -> tasks(s).stream())
                        .findFirst()
                        .orElseThrow()))
                .contains("8 more");
    }

    @Test
    @DisplayName("AU-7, C-41: once a stranger is a customer, each of the different mails that waited is a request")
    void becomes_a_customer() {
        for (int i = 0; i < 5; i++) {
            stranger.send(BONUS, "Subject: Trouble " + i + " " + key, "It is trouble number " + i + " of " + key);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> outcomesFrom(stranger).equals(Collections.nCopies(5, "TO_SORT")));

        complete(onlyTask(stranger), newCustomer());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> outcomesFrom(stranger).equals(Collections.nCopies(5, "REQUEST")));
        assertThat(tasks(stranger)).isEmpty();
    }

    @Test
    @DisplayName(
            "AU-7, TH-3: strangers' mails that name different requests wait apart; part of a request counts for all of one")
    void parts_of_a_request() {
        String one = register("One " + key).number();
        String two = register("Two " + key).number();
        for (int i = 0; i < 3; i++) {
            stranger.send(BONUS, "Subject: " + one + " part " + i, "Here is part number " + i + " of " + key);
        }
        stranger.send(BONUS, "Subject: " + two + " other " + key, "And this is about something else");
        await().until(() -> outcomesFrom(stranger).equals(Collections.nCopies(4, "TO_SORT")));
        assertThat(tasks(stranger)).hasSize(2);

        Task task = tasks(stranger).get(0);
        complete(task, Map.of("outcome", "attach", "requestNumber", one));

        assertThat(outcomesFrom(stranger)).containsExactly("REPLY", "REPLY", "REPLY", "TO_SORT");
        assertThat(conversation.messages(requests.get(one).id())).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @DisplayName(
            "AU-7: after the time a stranger's mail is a task of its own; put back, the mails that waited are decided again")
    void later() {
        stranger.send(BONUS, "Subject: Early " + key, "the first one of a stranger " + key);
        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT")));
        stranger.send(BONUS, "Subject: Soon " + key, "the second one of a stranger " + key);
        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT", "TO_SORT")));
        jdbc.sql("update crm.inbound_mail set internal_date = internal_date - interval '4 hours' where sender = ?")
                .param(stranger.address())
                .update();
        stranger.send(BONUS, "Subject: Late " + key, "the third one of a stranger " + key);
        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT", "TO_SORT", "TO_SORT")));
        assertThat(tasks(stranger)).hasSize(2);

        long first = ids(stranger).get(0);
        customers.addContact("Customer " + key, null, null, stranger.address(), Language.EN);
        assertThat(trail.putBack(first, "manager")).isTrue();

        await().until(() -> reasonsFrom(stranger).equals(List.of("NO_CONTRACT", "NO_CONTRACT", "UNKNOWN_SENDER")));
        assertThat(tasks(stranger)).hasSize(3);
    }

    private Map<String, Object> newCustomer() {
        return Map.of(
                "outcome",
                "newRequest",
                "customerName",
                "Company " + key,
                "contactName",
                "Nina New",
                "contractNumber",
                "C-" + key,
                "language",
                "en");
    }

    private void complete(Task task, Map<String, Object> variables) {
        engine.getTaskService().complete(task.getId(), variables);
    }

    private String context(Task task) {
        return (String) engine.getTaskService().getVariable(task.getId(), "formContext");
    }

    private Task onlyTask(MailUser sender) {
        assertThat(tasks(sender)).hasSize(1);
        return tasks(sender).get(0);
    }

    private List<Task> tasks(MailUser sender) {
        return ids(sender).stream()
                .flatMap(id ->
                        engine
                                .getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey("mail-" + id)
                                .list()
                                .stream())
                .toList();
    }

    private List<Long> ids(MailUser sender) {
        return jdbc.sql("select id from crm.inbound_mail where sender = ? order by id")
                .param(sender.address())
                .query(Long.class)
                .list();
    }
}

package io.reglament.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.acceptance.Colleague.Answer;
import io.reglament.mail.MailServers;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What stories have in common that are told from outside: by mail, HTTP and forms through REST. */
abstract class OutsideStory {

    static final String USER = "user@client.example.org";
    static final String REPRESENTATIVE = "representative@client.example.org";
    /** Of another customer. */
    static final String STRANGER = "user@other.example.org";

    @Autowired
    MailServers servers;

    @LocalServerPort
    int port;

    OutsideWorld world;

    @BeforeEach
    void meet_the_outside_world() {
        // One server serves all products' mailboxes.
        world = new OutsideWorld(
                new CustomerMail(
                        servers.smtp("otk").host(),
                        servers.smtp("otk").port(),
                        servers.imap("otk").port()),
                server(),
                false);
        freeFirstLine();
    }

    /** While all of first line are at work requests queue (S-17): what earlier tests left in their hands must not count. */
    private void freeFirstLine() {
        expectSuccess(world.admin.get("/engine-rest/task?taskDefinitionKey=Task_ClassifyRequest&assigned=true"))
                .json()
                .forEach(task -> expectSuccess(world.admin.hand(task, null)));
    }

    Colleague colleague(String id) {
        return new Colleague(server(), id);
    }

    static Answer expectSuccess(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.status() + " " + answer.body()).isTrue();
        return answer;
    }

    private URI server() {
        return URI.create("http://localhost:" + port);
    }
}

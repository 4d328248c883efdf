package io.reglament.desk.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.mail.MailUser;
import io.reglament.mail.content.ParsedMail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A reply stands under the customer's own mail, and what is answered to it joins the request")
class ReplyThreadTest extends ReplyScenario {

    private static final String BONUS = "bonus@support.example.org";

    @Test
    @DisplayName("TH-1, TH-2, TH-7: contact and colleague in copy answer the reply, each by the mail that they got")
    void the_conversation_goes_on() {
        String key = mark.substring(0, 8);
        MailUser user = new MailUser(servers, "u" + key + "@client.example.org");
        MailUser colleague = new MailUser(servers, "c" + key + "@client.example.org");
        String asked = "<" + mark + "@client.example.org>";
        user.send(BONUS, "Subject: Asked " + mark + "\nMessage-ID: " + asked, "please help");
        await().atMost(Duration.ofSeconds(30)).until(() -> number() != null);
        path = "/api/requests/" + number();

        JsonNode reply =
                reply(manager, Map.of("text", "What exactly? " + mark, "copies", List.of(colleague.address())));
        sent(reply);

        ParsedMail ours = user.receives(mail -> mail.text().contains("What exactly? " + mark));
        ParsedMail copy = colleague.receives(mail -> mail.text().contains("What exactly? " + mark));
        assertThat(ours.headers().first("In-Reply-To")).hasValue(asked);
        assertThat(ours.references()).contains(asked);
        assertThat(copy.references()).contains(asked);

        answer(user, ours, "This: " + mark);
        answer(colleague, copy, "And that: " + mark);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> texts().containsAll(List.of("This: " + mark, "And that: " + mark)));
        assertThat(messages().findValuesAsText("newText")).contains("This: " + mark, "And that: " + mark);
        assertThat(jdbc.sql("select count(*) from crm.request where subject like ?")
                        .param("%" + mark)
                        .query(Long.class)
                        .single())
                .as("with the one that every test has")
                .isEqualTo(2);
    }

    private void answer(MailUser from, ParsedMail to, String text) {
        from.send(
                BONUS,
                "Subject: Re: " + to.subject() + "\nMessage-ID: <" + from.address() + ">\nIn-Reply-To: "
                        + to.messageId() + "\nReferences: " + to.messageId(),
                text + "\n\n21.11.2026 10:00, Support <" + BONUS + "> wrote:\n> What exactly? " + mark);
    }

    private List<String> texts() {
        return messages().findValuesAsText("newText");
    }

    private String number() {
        return jdbc.sql("select number from crm.request where subject = ?")
                .param("Asked " + mark)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}

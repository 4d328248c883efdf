package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ReplyText;
import io.reglament.mail.content.UnreadableMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole way from a mail's bytes to its meaning, on replies as customers write them: replies/replies.txt. */
class ReplyCorpusTest {

    private static final Path REPLIES = Path.of("src/test/resources/replies/replies.txt");

    /** @param mail head and text, as a mail program sends them */
    private record Reply(String intent, String note, String mail) {}

    @Test
    @DisplayName("ECRM-3.5-01, BONUS-10.4-04: nothing that is no confirmation confirms; a wrong one closes a request")
    void no_false_confirmation() throws IOException {
        assertThat(replies())
                .filteredOn(reply -> !reply.intent().equals("CONFIRM"))
                .hasSizeGreaterThan(80)
                .filteredOn(reply -> read(reply).equals("CONFIRM"))
                .isEmpty();
    }

    @Test
    @DisplayName("ECRM-3.5-01, ECRM-3.5-02, ECRM-3.5-05, BONUS-10.4-04, PA-13: each reply is understood")
    void each_reply_is_understood() throws IOException {
        List<String> misread = new ArrayList<>();
        for (Reply reply : replies()) {
            Object meaning = read(reply);
            if (!meaning.equals(reply.intent())) {
                misread.add(reply.intent() + " " + reply.note() + " read as " + meaning + ": " + words(reply));
            }
        }
        assertThat(misread).isEmpty();
    }

    @Test
    @DisplayName("ECRM-3.5-01: at least 120 replies, every meaning in both languages")
    void the_collection_is_large_enough() throws IOException {
        assertThat(replies()).hasSizeGreaterThanOrEqualTo(120);
        for (String intent : List.of("CONFIRM", "REMARKS", "WITHDRAW", "THANKS", "UNCLEAR")) {
            for (String language : List.of("ru ", "en ")) {
                assertThat(replies())
                        .filteredOn(r -> r.intent().equals(intent) && r.note().startsWith(language))
                        .as(intent + " " + language)
                        .hasSizeGreaterThanOrEqualTo(3);
            }
        }
    }

    private static Object read(Reply reply) {
        String text = DecisionText.of(words(reply));
        return Tables.evaluate("reply-intent", Tables.inputs("replyText", text)).get("replyIntent");
    }

    private static String words(Reply reply) {
        try {
            return ReplyText.words(MailParser.parse(reply.mail().getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableMail e) {
            throw new AssertionError(reply.note(), e);
        }
    }

    private static List<Reply> replies() throws IOException {
        List<Reply> replies = new ArrayList<>();
        for (String part : Files.readString(REPLIES).split("(?m)^## ")) {
            if (part.startsWith("#")) {
                continue;
            }
            String[] head = part.substring(0, part.indexOf('\n')).split(" ", 2);
            String rest = part.substring(part.indexOf('\n') + 1).stripTrailing();
            boolean ownType = rest.startsWith("Content-Type:");
            boolean ownSubject = rest.startsWith("Subject:");
            String fields = "From: a@client.example.org\nMIME-Version: 1.0\n"
                    + (ownSubject ? "" : "Subject: Re: [BONUS-2026-000012]\n")
                    + (ownType ? "" : "Content-Type: text/plain; charset=utf-8\n");
            String mail = ownType
                    ? fields + rest.replaceFirst("text/html", "text/html; charset=utf-8")
                    : ownSubject ? fields + rest : fields + "\n" + rest;
            replies.add(new Reply(head[0], head[1], mail.replace("\n", "\r\n")));
        }
        return replies;
    }
}

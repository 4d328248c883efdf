package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.corpus.CorpusMail;
import io.reglament.mail.corpus.CorpusMail.Expected;
import io.reglament.mail.inbox.PushedMails;
import io.reglament.request.RequestView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole corpus through the ledger to its decisions: by the door at which servers hand mail in, which keeps every byte. */
class MailCorpusDecisionTest extends MailScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @Autowired
    PushedMails door;

    @Autowired
    ProductProfiles profiles;

    /** What became of a mail; number and language are null where it is with no request. */
    private record Row(long id, String outcome, String reason, String number, String language) {}

    @Test
    @DisplayName("IN-6, IN-7, PA-15, TH-1, TH-3, AU-3, AU-6: each mail of the corpus ends where the rules say")
    void each_mail_ends_where_the_rules_say() throws IOException {
        RequestView joined = register("Corpus-" + key);
        Map<String, String> values = Map.of(
                "run",
                key,
                "number",
                joined.number(),
                "original",
                "<Corpus-" + key + "@client.example.org>",
                "token",
                acknowledgement(joined));
        Map<Long, CorpusMail> sent = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (CorpusMail mail : CorpusMail.all()) {
            PushedMail stored = door.accept(
                            List.of(profiles.get("bonus")),
                            new ByteArrayInputStream(mail.raw(values)),
                            Integer.MAX_VALUE)
                    .get(0);
            if (stored.isNew()) {
                sent.put(stored.id(), mail);
            } else if (!mail.expected().outcome().equals("DUPLICATE")) {
                wrong.add(mail + ": taken for a copy of mail " + stored.id());
            }
        }

        await().atMost(PATIENCE)
                .until(() -> decided(sent.keySet().stream().toList()).size() == sent.size());

        for (Row row : decided(sent.keySet().stream().toList())) {
            String found = found(row, joined);
            String wanted = wanted(sent.get(row.id()).expected());
            if (!found.equals(wanted)) {
                wrong.add(sent.get(row.id()) + ": wanted " + wanted + ", found " + found);
            }
        }
        assertThat(sent).hasSizeGreaterThan(300);
        assertThat(wrong).isEmpty();
    }

    private String acknowledgement(RequestView request) {
        return await().until(
                        () -> jdbc.sql(
                                        "select message_id from crm.outbound_mail where request_id = ? order by id limit 1")
                                .param(request.id())
                                .query(String.class)
                                .optional(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private List<Row> decided(List<Long> ids) {
        return jdbc.sql("""
                select i.id, i.outcome, i.reason, r.number, r.language from crm.inbound_mail i
                left join crm.request r on r.id = i.request_id
                where i.outcome <> 'PENDING' and i.id in (:ids) order by i.id
                """).param("ids", ids).query(Row.class).list();
    }

    private static String wanted(Expected expected) {
        return List.of(
                        expected.outcome(),
                        expected.reason() == null ? "-" : expected.reason(),
                        expected.thread(),
                        expected.language() == null ? "-" : expected.language())
                .stream()
                .collect(Collectors.joining(" "));
    }

    private static String found(Row row, RequestView joined) {
        String thread = row.number() == null ? "NONE" : row.number().equals(joined.number()) ? "JOINS" : "NEW";
        return String.join(
                " ",
                row.outcome(),
                row.reason() == null ? "-" : row.reason(),
                thread,
                thread.equals("NEW") ? row.language().toLowerCase(Locale.ROOT) : "-");
    }
}

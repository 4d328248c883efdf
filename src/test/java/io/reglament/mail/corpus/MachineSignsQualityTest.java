package io.reglament.mail.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.UnreadableMail;
import io.reglament.mail.threading.MachineSigns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How well the signs of automatic mail tell it from what people write, over the whole corpus. */
class MachineSignsQualityTest {

    private static final Map<String, String> VALUES = Map.of(
            "run", "r1",
            "token", "<r1.1.00000000.AAAAAAAAAAAAAAAAAAAAAA@support.example.org>",
            "original", "<original@client.example.org>",
            "number", "BONUS-2026-000001");

    @Test
    @DisplayName("AU-4: the signs find every delivery report of the corpus, and take no person's mail for a machine's")
    void reports_are_found_and_people_are_not_taken_for_machines() {
        List<CorpusMail> readable = CorpusMail.all().stream()
                .filter(mail -> mail.expected().unreadable() == null)
                .toList();

        List<CorpusMail> reports = outcome(readable, "BOUNCE");
        assertThat(reports).hasSizeGreaterThan(3);
        assertThat(reports)
                .filteredOn(mail -> !signs(mail).bounce() && !signs(mail).automatic())
                .isEmpty();
        List<CorpusMail> answers = outcome(readable, "AUTOMATIC");
        assertThat(answers).hasSizeGreaterThan(3);
        List<CorpusMail> people = readable.stream()
                .filter(mail ->
                        List.of("REQUEST", "REPLY").contains(mail.expected().outcome()))
                .toList();
        assertThat(people).hasSizeGreaterThan(100);
        assertThat(people)
                .filteredOn(mail -> signs(mail).bounce() || signs(mail).automatic())
                .isEmpty();
    }

    private static List<CorpusMail> outcome(List<CorpusMail> mails, String outcome) {
        return mails.stream()
                .filter(mail -> outcome.equals(mail.expected().outcome()))
                .toList();
    }

    private static MachineSigns signs(CorpusMail mail) {
        try {
            return MachineSigns.of(MailParser.parse(mail.raw(VALUES)));
        } catch (UnreadableMail e) {
            throw new AssertionError(mail.toString(), e);
        }
    }
}

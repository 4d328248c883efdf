package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table mail-disposition, row by row (C-41, design.md section 5). */
class MailDispositionTest {

    /** What every mail has a yes or no to. */
    private static final List<String> FACTS = List.of(
            "ownMail",
            "bounce",
            "autoSubmitted",
            "listMail",
            "duplicate",
            "senderKnown",
            "senderServed",
            "threadFound",
            "senderBelongs",
            "vendorPerson",
            "senderBlocked");

    /** No by default, and of no weight for the rules that the combinations prove. */
    private static final List<String> FURTHER_FACTS = List.of("senderTrusted", "tokenHolder", "tooLarge");

    /** Stands for a mail of which no fact was found out. */
    private static final String NOTHING_KNOWN = "nothing known";

    static Stream<Arguments> rows() {
        return Stream.of(
                row("DUPLICATE", "DUPLICATE", "duplicate", "senderKnown", "senderServed"),
                row("DUPLICATE", "DUPLICATE", "duplicate", "bounce", "autoSubmitted", "ownMail"),
                row("OWN_MAIL", "SELF", "ownMail", "autoSubmitted", "threadFound", "senderBelongs"),
                row("BOUNCE", "BOUNCE", "bounce", "autoSubmitted", "threadFound"),
                row("BOUNCE", "BOUNCE", "bounce", "senderBlocked"),
                row(
                        "BLOCKED",
                        "BLOCKED",
                        "senderBlocked",
                        "senderKnown",
                        "senderServed",
                        "threadFound",
                        "senderBelongs"),
                row("BLOCKED", "BLOCKED", "senderBlocked", "autoSubmitted"),
                row("AUTO_SUBMITTED", "AUTOMATIC", "autoSubmitted", "senderKnown", "senderServed"),
                row("AUTO_ANSWER", "AUTOMATIC", "autoSubmitted", "threadFound", "senderBelongs"),
                row("AUTO_ANSWER", "AUTOMATIC", "autoSubmitted", "threadFound", "senderTrusted"),
                row(
                        "LIST_MAIL",
                        "REQUEST",
                        "autoSubmitted",
                        "senderTrusted",
                        "senderKnown",
                        "senderServed",
                        "listMail"),
                row("TOO_LARGE", "TO_SORT", "tooLarge", "threadFound", "senderBelongs"),
                row("TOO_LARGE", "TO_SORT", "tooLarge", "senderKnown", "senderServed"),
                row("UNAUTHENTICATED", "TO_SORT", "authentication=FAIL", "threadFound", "senderBelongs"),
                row("UNAUTHENTICATED", "TO_SORT", "authentication=FAIL", "threadFound", "vendorPerson", "tokenHolder"),
                row("REPLY", "REPLY", "authentication=FAIL", "senderTrusted", "threadFound", "senderBelongs"),
                row("STAFF_REPLY", "REPLY", "vendorPerson", "threadFound", "evidence=TOKEN", "tokenHolder"),
                row("INTERNAL", "TO_SORT", "vendorPerson", "threadFound", "evidence=TOKEN", "senderBelongs"),
                row("INTERNAL", "TO_SORT", "vendorPerson", "threadFound", "evidence=NUMBER", "tokenHolder"),
                row("INTERNAL", "TO_SORT", "vendorPerson", "senderKnown", "senderServed"),
                row("STORM", "REPLY", "threadFound", "evidence=THREAD", "senderBelongs"),
                row("STORM", "REPLY", "threadFound", "evidence=TEXT", "senderBelongs"),
                row("REPLY", "REPLY", "threadFound", "senderBelongs", "senderKnown", "senderServed"),
                row("REPLY", "REPLY", "threadFound", "senderBelongs", "senderKnown", "listMail"),
                row("NON_PARTICIPANT", "TO_SORT", "threadFound", "evidence=TOKEN"),
                row("NON_PARTICIPANT", "TO_SORT", "threadFound", "evidence=TOKEN", "senderKnown", "senderServed"),
                row("STRANGER_WITH_NUMBER", "TO_SORT", "threadFound"),
                row("STRANGER_WITH_NUMBER", "TO_SORT", "threadFound", "senderKnown", "senderServed"),
                row("UNKNOWN_SENDER", "TO_SORT"),
                row("UNKNOWN_SENDER", "TO_SORT", "listMail", "senderTrusted"),
                row("NO_CONTRACT", "TO_SORT", "senderKnown", "senderTrusted"),
                row("LIST_MAIL", "REQUEST", "senderKnown", "senderServed", "listMail"),
                row("UNVERIFIED_REQUEST", "REQUEST", "senderKnown", "senderServed", "authentication=FAIL"),
                row("OVER_BUDGET", "REQUEST", "senderKnown", "senderServed", "budgetLeft=false"),
                row("NEW_REQUEST", "REQUEST", "senderKnown", "senderServed"),
                row("NEW_REQUEST", "REQUEST", "senderKnown", "senderServed", "authentication=FAIL", "senderTrusted"),
                row("UNDECIDED", "TO_SORT", NOTHING_KNOWN));
    }

    private static Arguments row(String rule, String outcome, String... facts) {
        return Arguments.of(rule, outcome, Set.of(facts));
    }

    @ParameterizedTest(name = "{0}: {2} → {1}")
    @MethodSource("rows")
    @DisplayName(
            "C-41, OTK-3-11, OTK-3-14, MEET-1-03, S-03, IN-2, IN-7, IN-9, TH-3, TH-4, AU-3, AU-6, AU-7: where a mail belongs")
    void each_row(String rule, String outcome, Set<String> facts) {
        Set<String> fired = Tables.fired(
                () -> assertThat(place(facts)).containsEntry("outcome", outcome).containsEntry("rule", rule));
        assertThat(fired).containsExactly("Rule_" + rule);
    }

    @Test
    @DisplayName(
            "OTK-3-11, BONUS-6-04: a request begins only for a served customer, a reply joins only for who belongs to it")
    void every_combination() {
        for (int bits = 0; bits < 1 << FACTS.size(); bits++) {
            int combination = bits;
            Set<String> facts = Set.copyOf(FACTS.stream()
                    .filter(fact -> (combination >> FACTS.indexOf(fact) & 1) == 1)
                    .toList());
            Object outcome = place(facts).get("outcome");
            boolean nobody = Stream.of(
                            "ownMail", "bounce", "autoSubmitted", "duplicate", "vendorPerson", "senderBlocked")
                    .anyMatch(facts::contains);

            assertThat(outcome.equals("REQUEST"))
                    .as("%s", facts)
                    .isEqualTo(!nobody
                            && facts.containsAll(Set.of("senderKnown", "senderServed"))
                            && !facts.contains("threadFound"));
            assertThat(outcome.equals("REPLY"))
                    .as("%s", facts)
                    .isEqualTo(!nobody && facts.containsAll(Set.of("threadFound", "senderBelongs")));
        }
    }

    @Test
    @DisplayName("IN-6: each rule has words that people read beside the mail, in both languages")
    void words_of_each_rule() {
        for (String language : List.of("", "_ru")) {
            Properties words = new Properties();
            try (Reader file = Files.newBufferedReader(
                    Path.of("src/main/resources/messages/crm" + language + ".properties"), StandardCharsets.UTF_8)) {
                words.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(rows().map(row -> "mail.rule." + row.get()[0]))
                    .allSatisfy(key -> assertThat(words.getProperty(key)).isNotBlank());
        }
    }

    static Map<String, Object> place(Set<?> facts) {
        Map<String, Object> inputs = Tables.inputs();
        if (!facts.contains(NOTHING_KNOWN)) {
            FACTS.forEach(fact -> inputs.put(fact, facts.contains(fact)));
            FURTHER_FACTS.forEach(fact -> inputs.put(fact, facts.contains(fact)));
            inputs.put("evidence", value(facts, "evidence", facts.contains("threadFound") ? "NUMBER" : null));
            inputs.put("authentication", value(facts, "authentication", "NONE"));
            inputs.put("budgetLeft", !facts.contains("budgetLeft=false"));
        }
        return Tables.evaluate("mail-disposition", inputs);
    }

    private static String value(Set<?> facts, String name, String otherwise) {
        return facts.stream()
                .map(Object::toString)
                .filter(fact -> fact.startsWith(name + "="))
                .map(fact -> fact.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }
}

package io.reglament.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.crm.ProductProfile.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The profile key sla")
class SlaRulesTest {

    private static final String WHOLE =
            "{hours: 'MON-FRI 09:00-18:00', country: RU, goals: {HIGH: {reaction: PT30M, solution: PT8H}}, warnBefore: PT1H}";

    @ParameterizedTest
    @ValueSource(strings = {"bonus", "cis", "ecrm", "meet", "otk"})
    @DisplayName("C-30: no regulation gives hours, and so no profile sets any")
    void no_profile_sets_hours(String code) throws IOException {
        assertThat(profile(code, "").sla()).isNull();
    }

    @Test
    void hours_are_told_in_the_readers_language() {
        ServiceHours hours = ServiceHours.parse("mon-fri 09:00-18:00; SAT,SUN 10:00-14:00");

        assertThat(hours.in(Language.RU.locale())).isEqualTo("пн-пт 09:00-18:00; сб,вс 10:00-14:00");
        assertThat(hours.in(Language.EN.locale())).isEqualTo("Mon-Fri 09:00-18:00; Sat,Sun 10:00-14:00");
        assertThat(ServiceHours.parse("24x7").in(Language.RU.locale())).isEqualTo("24x7");
    }

    @Test
    void a_profile_may_set_everything() throws IOException {
        ServiceTerms terms = SlaRules.terms(profile("bonus", WHOLE).sla(), ZoneId.of("Europe/Moscow"));

        assertThat(terms.goals().get(Level.HIGH))
                .isEqualTo(new ServiceTerms.Goal(Duration.ofMinutes(30), Duration.ofHours(8)));
        assertThat(terms.warnBefore()).isEqualTo(Duration.ofHours(1));
        assertThat(terms.country()).isEqualTo("RU");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{hours: 'MON 9-18'} | sla.hours: | allowed: 24x7, or weekdays with times",
                "{country: Russia} | sla.country: value is Russia | an ISO 3166 code",
                "{goals: {HIGH: {solution: PT8H}}} | sla.hours: is missing where goals are set | 24x7",
                "{hours: 24x7, goals: {HIGH: {solution: 8h}}} | sla.goals.HIGH.solution: value is 8h | an ISO 8601 duration",
                "{hours: 24x7, goals: {HIGH: {solution: PT0S}}} | sla.goals.HIGH.solution: value is PT0S | 1 minute",
                "{hours: 24x7, goals: {HIGH: {}}} | sla.goals.HIGH: is empty | reaction, solution or both",
                "{hours: 24x7, goals: {LOW: {reaction: PT9H, solution: PT8H}}} | sla.goals.LOW.reaction: | no longer than",
                "{hours: 24x7, goals: {URGENT: {solution: PT8H}}} | sla.goals | LOW",
                "{warnBefore: soon} | sla.warnBefore: value is soon | an ISO 8601 duration"
            })
    void what_nobody_can_keep_is_refused_in_a_sentence(String sla, String problem, String allowed) {
        assertThatThrownBy(() -> profile("bonus", sla))
                .isInstanceOf(InvalidProfile.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(allowed);
    }

    private static ProductProfile profile(String code, String sla) throws IOException {
        String yaml = Files.readString(Path.of("processes/profiles", code + ".yaml"));
        return ProductProfiles.parse(
                "processes/profiles/" + code + ".yaml",
                (sla.isEmpty() ? yaml : yaml + "\nsla: " + sla + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

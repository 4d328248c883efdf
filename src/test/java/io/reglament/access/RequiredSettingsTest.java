package io.reglament.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@DisplayName("Outside of the local profile nothing has a default (design.md section 6)")
class RequiredSettingsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void one_message_lists_everything_that_is_missing() {
        environment.setProperty("REGLAMENT_DB_USER", "reglament");
        environment.setProperty("REGLAMENT_DB_PASSWORD", " ");

        FailureAnalysis failure = new RequiredSettings.Analyzer().analyze(catchThrowable(this::start));

        assertThat(failure.getDescription().lines().map(String::strip))
                .startsWith(
                        "Reglament cannot start: these settings are missing:",
                        "REGLAMENT_DB_URL",
                        "REGLAMENT_DB_PASSWORD",
                        "REGLAMENT_ADMIN_PASSWORD")
                .contains("REGLAMENT_MAIL_MAILBOXES_BONUS_IMAP_HOST", "REGLAMENT_MAIL_MAILBOXES_BONUS_SMTP_PORT")
                .doesNotContain("REGLAMENT_DB_USER");
        assertThat(failure.getAction()).contains("./mvnw spring-boot:run");
    }

    @Test
    void the_message_follows_the_configured_language() {
        environment.setProperty("reglament.language", "ru");

        assertThat(catchThrowable(this::start)).hasMessageContaining("не заданы настройки");
    }

    @Test
    void a_complete_configuration_starts() {
        RequiredSettings.missing(environment).forEach(setting -> environment.setProperty(property(setting), "given"));

        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void the_local_profile_needs_nothing() {
        environment.setActiveProfiles("local");

        assertThatCode(this::start).doesNotThrowAnyException();
    }

    private void start() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            new RequiredSettings().initialize(context);
        }
    }

    /** A real environment finds the setting under both names. */
    private static String property(String setting) {
        return setting.startsWith("REGLAMENT_MAIL")
                ? setting.toLowerCase(Locale.ROOT).replace('_', '.')
                : setting;
    }
}

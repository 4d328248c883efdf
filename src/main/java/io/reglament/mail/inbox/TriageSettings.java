package io.reglament.mail.inbox;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.triage.*}.
 *
 * @param gatherWithin how long after the first of a stranger's mails, or of one text of many strangers, the following
 *     ones wait under its task; zero: each mail is a task of its own
 */
@Validated
@ConfigurationProperties("reglament.mail.triage")
record TriageSettings(@DefaultValue("3h") @NotNull Duration gatherWithin) {}

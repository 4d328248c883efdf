package io.reglament.mail.inbox;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.incidents.*}.
 *
 * @param standsStillAfter how long a mailbox may be unreadable before the operators have a task
 */
@Validated
@ConfigurationProperties("reglament.mail.incidents")
record IncidentSettings(@DefaultValue("5m") @NotNull Duration standsStillAfter) {}

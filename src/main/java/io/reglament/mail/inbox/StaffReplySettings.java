package io.reglament.mail.inbox;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.staff-replies.*}.
 *
 * @param validFor how long after a notice a reply to it may be the solution; a later one is a note
 */
@Validated
@ConfigurationProperties("reglament.mail.staff-replies")
record StaffReplySettings(@DefaultValue("30d") @NotNull Duration validFor) {}

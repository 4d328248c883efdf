package io.reglament.mail.push;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.push.*}; in the environment {@code REGLAMENT_MAIL_PUSH_*}. Without a token the HTTP door
 * is shut, without a port there is no SMTP door.
 *
 * @param token lets its bearer push mail for every mailbox; null: no such token
 * @param tokens by product code: each lets its bearer push mail for that product's mailbox
 * @param sizeLimit largest mail that is taken; from {@code reglament.mail.size-limit} on a person sorts it
 * @param smtpPort on which the SMTP door listens; 0 chooses a free one, -1: there is none
 * @param smtpAddress on which it listens; whoever reaches it may hand in mail, so only your own mail server should
 */
@Validated
@ConfigurationProperties("reglament.mail.push")
public record PushSettings(
        @Size(min = 20, message = "must have at least 20 characters")
        String token,

        @DefaultValue Map<String, @Size(min = 20, message = "must have at least 20 characters") String> tokens,
        @DefaultValue("100MB") @NotNull DataSize sizeLimit,
        @DefaultValue("-1") @Min(-1) @Max(65535) int smtpPort,
        @DefaultValue("127.0.0.1") @NotBlank String smtpAddress) {

    /** Without the tokens, which must not reach a log. */
    @Override
    public String toString() {
        return "size limit " + sizeLimit + ", SMTP " + smtpAddress + ":" + smtpPort;
    }
}

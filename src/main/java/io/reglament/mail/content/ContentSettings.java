package io.reglament.mail.content;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.content.*}. A mail that passes one of the limits is not taken apart: it is kept as it
 * came and a person looks at it (mail rule PA-15).
 *
 * @param authenticationServers authserv-ids of our own border servers, whose Authentication-Results are believed; empty:
 *     every mail counts as unauthenticated (PA-16)
 * @param parseTime longest time that one mail may hold a thread
 * @param depth levels of parts within parts
 * @param headerFields of one header
 * @param headerFieldSize of one field
 * @param headerSize of one header
 * @param addresses in From, To and Cc together
 * @param decodedSize of all parts together
 * @param hops Received fields; more mean a loop
 */
@Validated
@ConfigurationProperties("reglament.mail.content")
public record ContentSettings(
        @DefaultValue @NotNull List<String> authenticationServers,
        @DefaultValue("30s") @NotNull Duration parseTime,
        @DefaultValue("50") @Min(1) int depth,
        @DefaultValue("1000") @Min(1) int parts,
        @DefaultValue("1000") @Min(1) int headerFields,
        @DefaultValue("64KB") @NotNull DataSize headerFieldSize,
        @DefaultValue("1MB") @NotNull DataSize headerSize,
        @DefaultValue("500") @Min(1) int addresses,
        @DefaultValue("100") @Min(1) int attachments,
        @DefaultValue("100MB") @NotNull DataSize decodedSize,
        @DefaultValue("100") @Min(1) int hops) {

    /** What is set where nobody sets anything. */
    public static final ContentSettings DEFAULT = new ContentSettings(
            List.of(),
            Duration.ofSeconds(30),
            50,
            1000,
            1000,
            DataSize.ofKilobytes(64),
            DataSize.ofMegabytes(1),
            500,
            100,
            DataSize.ofMegabytes(100),
            100);
}

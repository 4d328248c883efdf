package io.reglament.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.*}; in the environment {@code REGLAMENT_MAIL_*}.
 *
 * @param mailboxes servers by product code, e.g. {@code reglament.mail.mailboxes.bonus.imap.host}; unused in the local
 *     profile, whose own mail server serves all products
 * @param sizeLimit largest mail that is read into memory; a larger one is kept whole, and a person sorts it by its header
 * @param pollInterval pause between two looks into a mailbox whose server cannot push (IDLE)
 * @param idleTime longest wait for a push before the connection is tried and the mailbox looked into: with {@code timeout} it
 *     is how late a dead connection is noticed; zero: never IDLE
 * @param rescanInterval how often the whole mailbox is compared with the ledger, for mail that appeared out of order
 * @param reconnectMax longest pause before a lost mail server is tried again
 * @param timeout of a connection, a read and a write
 * @param decisionThreads how many mails one node decides at a time
 * @param decisionRetries pauses after failed decisions; after the last one a person sorts the mail
 * @param deliveryRetries pauses after failed deliveries; the last one repeats until {@code giveUpAfter} is reached
 * @param giveUpAfter sum of the pauses after which an undeliverable mail is given to a person
 * @param acknowledgementsPerHour how many acknowledgements one address of a contract customer gets within an hour
 *     (AU-7); the other budgets are {@code reglament.mail.budgets.*}
 */
@Validated
@ConfigurationProperties("reglament.mail")
public record MailSettings(
        @DefaultValue @Valid Map<String, Mailbox> mailboxes,
        @DefaultValue("30MB") @NotNull DataSize sizeLimit,
        @DefaultValue("15s") @NotNull Duration pollInterval,
        @DefaultValue("25s") @NotNull Duration idleTime,
        @DefaultValue("15m") @NotNull Duration rescanInterval,
        @DefaultValue("5m") @NotNull Duration reconnectMax,
        @DefaultValue("30s") @NotNull Duration timeout,
        @DefaultValue("2") @Min(1) @Max(16) int decisionThreads,

        @DefaultValue({"1s", "5s", "30s", "2m", "10m"}) @NotEmpty
        List<Duration> decisionRetries,

        @DefaultValue({"1m", "5m", "15m", "1h", "4h"}) @NotEmpty
        List<Duration> deliveryRetries,

        @DefaultValue("48h") @NotNull Duration giveUpAfter,
        @DefaultValue("50") @Min(1) int acknowledgementsPerHour) {

    /**
     * The servers of one product's mailbox.
     *
     * @param oauth null where passwords are taken; its token is used for IMAP and SMTP
     */
    public record Mailbox(
            @NotNull @Valid Server imap,
            @NotNull @Valid Server smtp,
            @Valid OAuth oauth) {}

    /**
     * @param ssl encrypted from the first byte; production servers offer it, so it is the default
     * @param starttls where {@code ssl} is false: whether the connection must be encrypted before anybody signs in
     * @param user nobody signs in where it is empty (SMTP only)
     * @param folder that is read (IMAP only), for a shared mailbox that is shown as a folder
     */
    public record Server(
            @NotBlank String host,
            @Min(1) @Max(65535) int port,
            @DefaultValue("true") boolean ssl,
            @DefaultValue("false") boolean starttls,
            @DefaultValue("INBOX") @NotBlank String folder,
            String user,
            String password) {

        MailServer server(MailSecret token) {
            MailSecret secret = token == null ? MailSecret.password(password) : token;
            return new MailServer(host, port, ssl, starttls, folder, user, secret);
        }
    }

    /**
     * Sign-in by OAuth2 (XOAUTH2), as Microsoft 365 and Google want it.
     *
     * @param tokenEndpoint e.g. {@code https://login.example.org/tenant/oauth2/v2.0/token}
     * @param clientSecret null for a public client with a refresh token
     * @param scope e.g. {@code https://outlook.office365.com/.default}; null if the provider needs none
     * @param refreshToken null: by client credentials
     */
    public record OAuth(
            @NotNull URI tokenEndpoint,
            @NotBlank String clientId,
            String clientSecret,
            String scope,
            String refreshToken) {}
}

package io.reglament.mail.outbox;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.out.*} of outgoing mail; in the environment {@code REGLAMENT_MAIL_OUT_*}.
 *
 * @param mailsPerMinute how many mails leave each mailbox within a minute, evenly spread, over all nodes; 0: as many as
 *     there are
 * @param mailsPerMinuteOf the same for single mailboxes, by product code
 * @param plusAddresses whether the server delivers {@code mailbox+anything@domain} to {@code mailbox@domain}: then the
 *     return path and Reply-To of each mail carry a signed token
 * @param dkim signing by the application; null where the relay signs
 * @param sizeLimit largest mail that we send, encoded as it travels; files over it become signed links
 */
@Validated
@ConfigurationProperties("reglament.mail.out")
record OutboxSettings(
        @DefaultValue("0") @Min(0) int mailsPerMinute,
        @DefaultValue Map<String, Integer> mailsPerMinuteOf,
        @DefaultValue("false") boolean plusAddresses,
        @Valid Dkim dkim,
        @DefaultValue("10MB") @NotNull DataSize sizeLimit) {

    /**
     * @param selector under which the public key stands in the DNS: {@code <selector>._domainkey.<domain>}
     * @param key file with an RSA key in PKCS#8, PEM or DER
     */
    record Dkim(@NotNull String selector, @NotNull Path key) {}

    boolean limitsAny() {
        return mailsPerMinute > 0 || !mailsPerMinuteOf.isEmpty();
    }

    /** @return mails per minute of the product's mailbox; 0 for no limit */
    int limitOf(String product) {
        return mailsPerMinuteOf.getOrDefault(product, mailsPerMinute);
    }
}

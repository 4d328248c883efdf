package io.reglament.mail.threading;

import io.reglament.mail.content.CleanText;
import io.reglament.mail.content.Fingerprint;
import io.reglament.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Our own Message-IDs: {@code <r{request}.{outbound mail}.{recipient hash}.{HMAC}@domain>}. Nobody else can make one, so
 * a reply that refers to one belongs to its request (mail rule TH-2).
 */
@Component
public class MessageIds {

    private static final String PURPOSE = "message-id";
    private static final Pattern OURS = Pattern.compile(
            "<r([0-9a-z]{1,13})\\.([0-9a-z]{1,13})\\.([0-9a-f]{8})\\.([A-Za-z0-9_-]{22})@[^<>\\s]{1,253}>");

    private final Signer signer;

    MessageIds(Signer signer) {
        this.signer = signer;
    }

    /** What one of our Message-IDs says. */
    public record Token(long requestId, long outboundId) {}

    /** @param domain of the mailbox that sends */
    public String create(long requestId, long outboundId, String recipient, String domain) {
        String claims = Long.toString(requestId, 36) + "." + Long.toString(outboundId, 36) + "." + hash(recipient);
        return "<r" + claims + "." + signer.sign(PURPOSE, claims) + "@" + CleanText.line(domain, 253) + ">";
    }

    /** @return empty if the id is not ours or was tampered with */
    public Optional<Token> read(String messageId) {
        Matcher id = OURS.matcher(messageId);
        if (!id.matches()) {
            return Optional.empty();
        }
        String claims = id.group(1) + "." + id.group(2) + "." + id.group(3);
        if (!signer.verify(PURPOSE, claims, id.group(4))) {
            return Optional.empty();
        }
        return Optional.of(new Token(Long.parseLong(id.group(1), 36), Long.parseLong(id.group(2), 36)));
    }

    private static String hash(String recipient) {
        byte[] sha = Fingerprint.sha256(recipient.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha, 0, 4);
    }
}

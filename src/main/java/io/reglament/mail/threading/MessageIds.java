package io.reglament.mail.threading;

import io.reglament.mail.content.CleanText;
import io.reglament.mail.content.Fingerprint;
import io.reglament.signing.Signer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Our own Message-IDs: {@code <r{request}.{outbound mail}.{recipient hash}.{HMAC}@domain>}. Nobody else can make one, so
 * a reply that refers to one belongs to its request (mail rule TH-2). The same token stands in a mailbox's plus-address,
 * where it is in lower case: mail servers do not keep the case of an address. After the hash stands {@code s} where a
 * reply is meant as the solution: that is signed too, so that nobody makes an answer of a note.
 */
@Component
public class MessageIds {

    private static final String PURPOSE = "message-id";
    private static final String SOLUTION_SIGN = "s";
    private static final int HASH_LENGTH = 8;
    private static final Pattern OURS = Pattern.compile(
            "<r([0-9a-z]{1,13})\\.([0-9a-z]{1,13})\\.([0-9a-f]{8}s?)\\.([A-Za-z0-9_-]{22})@[^<>\\s]{1,253}>");

    private static final Pattern PLUS = Pattern.compile(
            "[^@+\\s]{1,64}\\+r([0-9a-z]{1,13})\\.([0-9a-z]{1,13})\\.([0-9a-f]{8}s?)\\.([0-9a-z]{1,25})@[^@\\s]{1,253}");

    private final Signer signer;

    MessageIds(Signer signer) {
        this.signer = signer;
    }

    /**
     * What one of our Message-IDs says.
     *
     * @param recipientHash of the address that the mail went to
     * @param reply what the mail asked its reader for
     */
    public record Token(long requestId, long outboundId, String recipientHash, Reply reply) {

        /** @return whether our mail went to this address */
        public boolean isFor(String address) {
            return hash(address).equals(recipientHash);
        }
    }

    /** What an answer to a mail of ours is, as the mail itself says. */
    public enum Reply {
        /** A part of the correspondence; of our own people an internal note. */
        MESSAGE,
        /** The solution or the answer on which a specialist was asked to work. */
        SOLUTION
    }

    /** @param domain of the mailbox that sends */
    public String create(long requestId, long outboundId, String recipient, Reply reply, String domain) {
        String claims = claims(requestId, outboundId, recipient, reply);
        return "<r" + claims + "." + signer.sign(PURPOSE, claims) + "@" + CleanText.line(domain, 253) + ">";
    }

    /** @return empty if the id is not ours or was tampered with */
    public Optional<Token> read(String messageId) {
        Matcher id = OURS.matcher(messageId);
        if (!id.matches()) {
            return Optional.empty();
        }
        String claims = claims(id);
        return signer.verify(PURPOSE, claims, id.group(4)) ? Optional.of(token(id)) : Optional.empty();
    }

    /** @return the address of the mailbox under which a reply finds its request even where References are lost */
    public String plusAddress(long requestId, long outboundId, String recipient, Reply reply, String mailbox) {
        String claims = claims(requestId, outboundId, recipient, reply);
        int at = mailbox.indexOf('@');
        return mailbox.substring(0, at) + "+r" + claims + "." + lowerCase(claims) + mailbox.substring(at);
    }

    /** @return empty if the address carries no token of ours or was tampered with */
    public Optional<Token> readAddress(String address) {
        Matcher plus = PLUS.matcher(address.toLowerCase(Locale.ROOT));
        if (!plus.matches()) {
            return Optional.empty();
        }
        boolean ours = MessageDigest.isEqual(
                lowerCase(claims(plus)).getBytes(StandardCharsets.US_ASCII),
                plus.group(4).getBytes(StandardCharsets.US_ASCII));
        return ours ? Optional.of(token(plus)) : Optional.empty();
    }

    private String lowerCase(String claims) {
        byte[] signature = Base64.getUrlDecoder().decode(signer.sign(PURPOSE, claims));
        return new BigInteger(1, signature).toString(36);
    }

    private static String claims(long requestId, long outboundId, String recipient, Reply reply) {
        return Long.toString(requestId, 36) + "." + Long.toString(outboundId, 36) + "." + hash(recipient)
                + (reply == Reply.SOLUTION ? SOLUTION_SIGN : "");
    }

    private static String claims(Matcher parts) {
        return parts.group(1) + "." + parts.group(2) + "." + parts.group(3);
    }

    private static Token token(Matcher parts) {
        return new Token(
                Long.parseLong(parts.group(1), 36),
                Long.parseLong(parts.group(2), 36),
                parts.group(3).substring(0, HASH_LENGTH),
                parts.group(3).endsWith(SOLUTION_SIGN) ? Reply.SOLUTION : Reply.MESSAGE);
    }

    private static String hash(String recipient) {
        byte[] sha = Fingerprint.sha256(recipient.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha, 0, 4);
    }
}

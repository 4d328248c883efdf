package io.reglament.mail.threading;

import io.reglament.signing.Signer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Addresses of our mailboxes with a signed token: {@code mailbox+r{request}.{outbound mail}.{HMAC}@domain}. A reply or a
 * delivery report to one belongs to its request even where the mail program dropped our Message-ID (mail rules TH-1,
 * AU-5). Letter case carries no meaning: some servers change it.
 */
@Component
public class PlusAddresses {

    private static final String PURPOSE = "plus-address";
    private static final Pattern OURS =
            Pattern.compile("[^+@]+\\+r([0-9a-z]{1,13})\\.([0-9a-z]{1,13})\\.([0-9a-f]{32})@.+");

    private final Signer signer;

    PlusAddresses(Signer signer) {
        this.signer = signer;
    }

    /** @param mailbox our address that sends */
    public String create(String mailbox, MessageIds.Token token) {
        String claims = Long.toString(token.requestId(), 36) + "." + Long.toString(token.outboundId(), 36);
        int at = mailbox.lastIndexOf('@');
        return mailbox.substring(0, at) + "+r" + claims + "." + signature(claims) + mailbox.substring(at);
    }

    /** @return empty if the address carries no token, or one that we did not sign */
    public Optional<MessageIds.Token> read(String address) {
        Matcher ours = OURS.matcher(address.toLowerCase(Locale.ROOT));
        if (!ours.matches()) {
            return Optional.empty();
        }
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(ours.group(3)));
        return signer.verify(PURPOSE, ours.group(1) + "." + ours.group(2), signature)
                ? Optional.of(
                        new MessageIds.Token(Long.parseLong(ours.group(1), 36), Long.parseLong(ours.group(2), 36)))
                : Optional.empty();
    }

    private String signature(String claims) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(signer.sign(PURPOSE, claims)));
    }
}

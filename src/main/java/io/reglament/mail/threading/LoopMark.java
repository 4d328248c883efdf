package io.reglament.mail.threading;

import io.reglament.signing.Signer;
import org.springframework.stereotype.Component;

/** The header by which we know our own mail when it comes back (mail rules AU-5, AU-6). */
@Component
public class LoopMark {

    public static final String HEADER = "X-Reglament-Loop";
    private static final String PURPOSE = "loop-mark";

    private final Signer signer;

    LoopMark(Signer signer) {
        this.signer = signer;
    }

    /** @param mailbox our address that sends */
    public String create(String mailbox) {
        return mailbox + " " + signer.sign(PURPOSE, mailbox);
    }

    public boolean isOurs(String value) {
        int space = value.indexOf(' ');
        return space > 0
                && signer.verify(
                        PURPOSE,
                        value.substring(0, space),
                        value.substring(space + 1).strip());
    }
}

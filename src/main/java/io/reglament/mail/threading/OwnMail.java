package io.reglament.mail.threading;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.ParsedMail;
import org.springframework.stereotype.Component;

/** Knows our own mail when it comes back to one of our mailboxes (mail rule AU-6). */
@Component
public class OwnMail {

    private final ProductProfiles profiles;
    private final MessageIds messageIds;
    private final LoopMark loopMark;

    OwnMail(ProductProfiles profiles, MessageIds messageIds, LoopMark loopMark) {
        this.profiles = profiles;
        this.messageIds = messageIds;
        this.loopMark = loopMark;
    }

    public boolean isOurs(ParsedMail mail) {
        boolean fromOurMailbox = mail.sender() != null
                && profiles.byMailbox(bare(mail.sender().key())).isPresent();
        return fromOurMailbox
                || messageIds.read(mail.messageId()).isPresent()
                || mail.headers().all(LoopMark.HEADER).stream().anyMatch(loopMark::isOurs);
    }

    /** {@code bonus+x@…} reaches the mailbox {@code bonus@…}. */
    private static String bare(String address) {
        return address.replaceFirst("\\+[^@]*@", "@");
    }
}

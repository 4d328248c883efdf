package io.reglament.mail.threading;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.MailAddress;
import io.reglament.mail.content.ParsedMail;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Knows our own mail when it comes back to one of our mailboxes (mail rule AU-6). */
@Component
public class OwnMail {

    private static final List<String> ORIGINS = List.of("Sender", "Reply-To", "Return-Path");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"@]{1,64}@[^\\s<>,;:\"@]{1,253}");

    private final ProductProfiles profiles;
    private final MessageIds messageIds;
    private final LoopMark loopMark;

    OwnMail(ProductProfiles profiles, MessageIds messageIds, LoopMark loopMark) {
        this.profiles = profiles;
        this.messageIds = messageIds;
        this.loopMark = loopMark;
    }

    /**
     * @return whether one of our mailboxes, or our own hand, is behind it. Who only quotes our ids is not ourselves; nor is
     *     somebody of another domain whose mail a mailbox of ours has forwarded, and so stands in its Return-Path.
     */
    public boolean isOurs(ParsedMail mail) {
        MailAddress from = mail.sender();
        boolean mayBeOurs = from == null || isOurDomain(from.email());
        return from != null && isMailbox(from.email())
                || mayBeOurs
                        && ORIGINS.stream()
                                .flatMap(name -> mail.headers().all(name).stream())
                                .anyMatch(this::namesMailbox)
                || messageIds.read(mail.messageId()).isPresent()
                || mail.headers().all(LoopMark.HEADER).stream().anyMatch(loopMark::isOurs);
    }

    /** @return whether the address is one of our mailboxes, with or without an extension after a plus sign */
    public boolean isMailbox(String address) {
        return profiles.byMailbox(bare(address.toLowerCase(Locale.ROOT))).isPresent();
    }

    /** @return whether the address is in the domain of one of our mailboxes */
    public boolean isOurDomain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return profiles.all().stream()
                .map(profile -> profile.mailbox().substring(profile.mailbox().indexOf('@') + 1))
                .anyMatch(domain::equalsIgnoreCase);
    }

    private boolean namesMailbox(String header) {
        Matcher address = ADDRESS.matcher(header);
        while (address.find()) {
            if (isMailbox(address.group())) {
                return true;
            }
        }
        return false;
    }

    /** {@code bonus+x@…} reaches the mailbox {@code bonus@…}. */
    private static String bare(String address) {
        return address.replaceFirst("\\+[^@]*@", "@");
    }
}

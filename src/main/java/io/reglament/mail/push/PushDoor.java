package io.reglament.mail.push;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.PushedMail;
import io.reglament.mail.inbox.PushedMails;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What both doors have in common: who may hand in mail for which mailbox, and that a yes means committed. */
@Service
public class PushDoor {

    private static final Logger LOG = LoggerFactory.getLogger(PushDoor.class);

    private final PushSettings settings;
    private final ProductProfiles profiles;
    private final PushedMails mails;

    PushDoor(PushSettings settings, ProductProfiles profiles, PushedMails mails) {
        this.settings = settings;
        this.profiles = profiles;
        this.mails = mails;
    }

    /** The mail could not be stored now; whoever has it must keep it and come again. */
    public static class TryAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TryAgain(Throwable cause) {
            super("the mail could not be stored", cause);
        }
    }

    /** @return whether any token opens the HTTP door */
    public boolean isOpen() {
        return settings.token() != null || !settings.tokens().isEmpty();
    }

    /** @return whether this token may do anything here at all */
    public boolean isKnown(String token) {
        return is(settings.token(), token)
                || settings.tokens().values().stream().anyMatch(known -> is(known, token));
    }

    /** @return whether this token may hand in mail for this product's mailbox */
    public boolean mayPush(String token, ProductProfile product) {
        return is(settings.token(), token) || is(settings.tokens().get(product.code()), token);
    }

    /** @return the product whose mailbox this is, with or without a plus-address; nothing if it is none of ours */
    public Optional<ProductProfile> product(String address) {
        String bare = address == null ? "" : address.strip().toLowerCase(Locale.ROOT);
        int at = bare.lastIndexOf('@');
        int plus = bare.indexOf('+');
        return profiles.byMailbox(plus > 0 && plus < at ? bare.substring(0, plus) + bare.substring(at) : bare);
    }

    /** @return bytes of the largest mail that is taken */
    public long most() {
        return settings.sizeLimit().toBytes();
    }

    /**
     * @param raw RFC 5322
     * @return one for each product, committed; none is new if the ledger held the mail before
     * @throws PushedMail.TooLarge if it is over {@link #most()}
     * @throws PushedMail.Empty if there is nothing in it
     * @throws IOException if it could not be read to its end
     * @throws TryAgain if it could not be stored
     */
    public List<PushedMail> accept(List<ProductProfile> products, InputStream raw) throws IOException {
        try {
            return mails.accept(products, raw, most());
        } catch (RuntimeException e) {
            LOG.warn("A pushed mail could not be stored, its server keeps it: {}", e.toString());
            throw new TryAgain(e);
        }
    }

    /** Takes the same time whatever is wrong with the token. */
    private static boolean is(String expected, String given) {
        return expected != null
                && given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

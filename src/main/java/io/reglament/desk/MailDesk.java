package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.HtmlSanitizer;
import io.reglament.mail.InboundMailView;
import io.reglament.mail.MailLedger;
import io.reglament.mail.MailNotes;
import io.reglament.mail.RawMail;
import io.reglament.mail.TriagedMail;
import java.io.InputStream;
import java.util.Collection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Fetched mail as one person may see it: that of the products that the person serves. */
@Service
@Transactional(readOnly = true)
class MailDesk {

    /** Looks after the mail of all products, and reads none of it. */
    private static final String OPERATOR = "operator";

    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final MailLedger ledger;
    private final TriagedMail mails;
    private final RawMail originals;
    private final HtmlSanitizer html;
    private final MailNotes notes;

    MailDesk(
            CurrentUser user,
            ProductProfiles profiles,
            MailLedger ledger,
            TriagedMail mails,
            RawMail originals,
            HtmlSanitizer html,
            MailNotes notes) {
        this.user = user;
        this.profiles = profiles;
        this.ledger = ledger;
        this.mails = mails;
        this.originals = originals;
        this.html = html;
        this.notes = notes;
    }

    /**
     * @param mailbox only mail that came to this address of ours; null for all
     * @return the account of the person's products; of all for administrators and operators
     */
    MailLedger.Ledger ledger(String mailbox) {
        boolean all = user.isAdmin() || user.groups().contains(OPERATOR);
        Collection<String> products =
                all ? profiles.all().stream().map(ProductProfile::code).toList() : user.products();
        return ledger.ledger(products, mailbox);
    }

    /** @throws MailNotFound if there is none, or none that this person may see */
    MailDetails inbound(long id) {
        requireServed(id);
        InboundMailView mail = mails.view(id);
        return MailDetails.of(
                mail,
                mail.html() == null ? null : html.clean(mail.html()),
                notes.say(mail.notes(), user.language().locale()));
    }

    /**
     * @return the mail as it came
     * @throws MailNotFound if there is none, or none that this person may see
     */
    InputStream original(long id) {
        requireServed(id);
        return originals.open(id);
    }

    private void requireServed(long id) {
        originals.product(id).filter(user.products()::contains).orElseThrow(() -> new MailNotFound(id));
    }

    /** No fetched mail with this id, or none that this person may see. */
    static class MailNotFound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MailNotFound(long id) {
            super("there is no mail " + id);
        }
    }
}

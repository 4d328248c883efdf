package io.reglament.mail.inbox;

import io.reglament.crm.ProductProfile;
import io.reglament.mail.PushedMail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes mail that a server hands to us, instead of our fetching it. */
@Service
public class PushedMails {

    private final InboundMails mails;
    private final DecisionBell bell;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PushedMails(InboundMails mails, DecisionBell bell, PlatformTransactionManager transactions, Clock clock) {
        this.mails = mails;
        this.bell = bell;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Stores one mail for each of these products' mailboxes, all or none.
     *
     * @param raw is read to its end, through a temporary file
     * @param most bytes that are taken
     * @return in the products' order, after commit
     * @throws RuntimeException if nothing is stored: whoever has the mail must keep it and come again
     */
    public List<PushedMail> accept(Collection<ProductProfile> products, InputStream raw, long most) throws IOException {
        try (MailBytes content = new MailBytes()) {
            byte[] block = new byte[64 * 1024];
            for (int length = raw.read(block); length >= 0; length = raw.read(block)) {
                if (content.size() + length > most) {
                    throw new PushedMail.TooLarge();
                }
                content.write(block, 0, length);
            }
            if (content.size() == 0) {
                throw new PushedMail.Empty();
            }
            List<PushedMail> stored = transaction.execute(status -> store(products, content));
            bell.ring((int) stored.stream().filter(PushedMail::isNew).count());
            return stored;
        }
    }

    private List<PushedMail> store(Collection<ProductProfile> products, MailBytes content) {
        List<PushedMail> stored = new ArrayList<>();
        for (ProductProfile product : products) {
            stored.add(mails.push(new FetchedMail(
                    product.mailbox(), product.code(), 0, mails.nextPushedUid(), clock.instant(), content)));
        }
        return stored;
    }
}

package io.reglament.portal;

import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.ReplyIntent;
import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Withdrawals;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers write on the page of their request: it counts as a reply by mail does, but is none. */
@Service
class CustomerMessages {

    static final String CAUSE = "portal:message";

    private final Requests requests;
    private final Conversation conversation;
    private final Withdrawals withdrawals;
    private final ReplyIntent intent;
    private final ProductProfiles profiles;
    private final MessageSource texts;
    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerMessages(
            Requests requests,
            Conversation conversation,
            Withdrawals withdrawals,
            ReplyIntent intent,
            ProductProfiles profiles,
            MessageSource texts,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.conversation = conversation;
        this.withdrawals = withdrawals;
        this.intent = intent;
        this.profiles = profiles;
        this.texts = texts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Files the message and hands it to the process, where that waits for a reply (T-10, T-25).
     *
     * @param once the same for each copy of one form; a second copy changes nothing
     * @param text may be empty where there are files
     * @return false if the request has ended; nothing is kept then
     */
    @Transactional
    public boolean take(Visit visit, String once, String text, List<NewAttachment> files) {
        RequestView request = requests.locked(visit.request().number());
        Contact contact = visit.contact();
        if (isKnown(request, contact, once)) {
            return true;
        }
        if (requests.isEnded(request)) {
            return false;
        }
        remember(request, contact, once);
        file(request, contact, text.isEmpty() ? words(contact, "portal.message.files") : text, files);
        boolean withdrawn = withdrawals.isOpenTo(request)
                && intent.read(text) == ReplyIntent.Meaning.WITHDRAW
                && withdrawals.byCustomer(request.number(), contact, text, CAUSE);
        if (!withdrawn) {
            requests.customerReplied(request.number(), contact, text);
        }
        return true;
    }

    private boolean isKnown(RequestView request, Contact contact, String once) {
        return jdbc.sql(
                        "select exists (select 1 from crm.portal_message where request_id = ? and contact_id = ? and once = ?)")
                .params(request.id(), contact.id(), once)
                .query(Boolean.class)
                .single();
    }

    private void remember(RequestView request, Contact contact, String once) {
        jdbc.sql("insert into crm.portal_message (request_id, contact_id, once, sent_at) values (?, ?, ?, ?)")
                .params(request.id(), contact.id(), once, Timestamp.from(clock.instant()))
                .update();
    }

    private void file(RequestView request, Contact contact, String text, List<NewAttachment> files) {
        conversation.file(
                request.id(),
                new NewMessage(
                        Direction.IN,
                        clock.instant(),
                        contact.email(),
                        profiles.get(request.product()).mailbox(),
                        words(contact, "portal.message.filed", request.number()),
                        text,
                        null,
                        null,
                        null,
                        null,
                        files),
                "customer:" + contact.email(),
                CAUSE);
    }

    private String words(Contact contact, String key, Object... arguments) {
        return texts.getMessage(key, arguments, contact.language().locale());
    }
}

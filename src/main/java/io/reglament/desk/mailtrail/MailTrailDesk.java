package io.reglament.desk.mailtrail;

import io.reglament.access.CurrentUser;
import io.reglament.desk.CustomerRights;
import io.reglament.desk.NotAllowed;
import io.reglament.desk.NothingThere;
import io.reglament.mail.MailTrail;
import io.reglament.mail.MailTrail.Event;
import io.reglament.mail.MailTrail.Received;
import io.reglament.mail.MailTrail.Sent;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mails' ways as one person may see them: those of the products that the person serves. */
@Service
@Transactional
class MailTrailDesk {

    private final CurrentUser user;
    private final CustomerRights rights;
    private final MailTrail trail;

    MailTrailDesk(CurrentUser user, CustomerRights rights, MailTrail trail) {
        this.user = user;
        this.rights = rights;
        this.trail = trail;
    }

    /**
     * A fetched mail's whole way.
     *
     * @param answers what went to its sender about the request since
     * @param events what people did to it
     * @param mayPutBack whether this person may have it decided again now
     */
    record Way(Received mail, List<Sent> answers, List<Event> events, boolean mayPutBack) {}

    @Transactional(readOnly = true)
    MailTrail.Page<Received> received(MailTrail.Query query) {
        return trail.received(query);
    }

    @Transactional(readOnly = true)
    MailTrail.Page<Sent> sent(MailTrail.Query query) {
        return trail.sent(query);
    }

    /** @throws NothingThere if there is no such mail that this person may see */
    @Transactional(readOnly = true)
    Way way(long id) {
        Received mail = trail.received(id)
                .filter(m -> user.products().contains(m.product()))
                .orElseThrow(() -> new NothingThere("mail " + id));
        return new Way(
                mail,
                trail.answersTo(mail),
                trail.events(id),
                mail.decidedAt() != null
                        && mail.request() == null
                        && rights.changeable().contains(mail.product()));
    }

    /** @throws NothingThere if there is no such mail that this person may see */
    @Transactional(readOnly = true)
    Sent sent(long id) {
        return trail.sent(id)
                .filter(m -> user.products().contains(m.product()))
                .orElseThrow(() -> new NothingThere("mail " + id));
    }

    /**
     * Has the mail decided again.
     *
     * @return false if it belongs to a request or waits for its decision: nothing is done
     * @throws NotAllowed if the person is no account manager of the product
     */
    boolean putBack(long id) {
        Received mail = way(id).mail();
        if (!rights.changeable().contains(mail.product())) {
            throw new NotAllowed("mails.notAllowed");
        }
        return trail.putBack(id, user.id());
    }
}

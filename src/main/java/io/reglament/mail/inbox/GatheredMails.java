package io.reglament.mail.inbox;

import io.reglament.mail.MailTriage;
import io.reglament.mail.TriageReason;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mails of strangers that wait under one task: those of one sender and those with one text, within a time (AU-7).
 * Each has its own row and its own outcome in the ledger all the same.
 */
@Component
public class GatheredMails {

    /** Of somebody whom nobody knows; a customer's mails are each looked at. */
    private static final Set<TriageReason> OF_STRANGERS =
            EnumSet.of(TriageReason.UNKNOWN_SENDER, TriageReason.STRANGER_WITH_NUMBER, TriageReason.TOO_LARGE);

    private final JdbcClient jdbc;
    private final MailTriage triage;
    private final TriageSettings settings;

    GatheredMails(JdbcClient jdbc, MailTriage triage, TriageSettings settings) {
        this.jdbc = jdbc;
        this.triage = triage;
        this.settings = settings;
    }

    /**
     * Puts a mail that waits to be sorted under the task of an earlier one that does.
     *
     * @param mail whose sender and words are in the ledger already
     * @param hintNumber that its task would show; null if none
     * @return false if there is none: it needs a task of its own
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean join(InboundMail mail, TriageReason reason, String hintNumber) {
        jdbc.sql("update crm.inbound_mail set triage_hint = ? where id = ?")
                .params(hintNumber, mail.id())
                .update();
        if (!OF_STRANGERS.contains(reason) || settings.gatherWithin().isZero()) {
            return false;
        }
        Optional<Long> first = first(mail, reason);
        first.ifPresent(id -> {
            jdbc.sql("update crm.inbound_mail set gathered_by = ? where id = ?")
                    .params(id, mail.id())
                    .update();
            triage.gathered(id, of(id).size());
        });
        return first.isPresent();
    }

    private Optional<Long> first(InboundMail mail, TriageReason reason) {
        // Of two that are decided at once one makes the task, and the other one finds it. One text is locked already.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(product || ' ' || lower(sender), 21)) from"
                        + " crm.inbound_mail where id = ? and sender is not null")
                .param(mail.id())
                .query((rs, i) -> true)
                .list();
        Duration within = settings.gatherWithin();
        // The lock waits for whoever decides the first one just now; once decided, it gathers no more.
        return jdbc.sql("""
                select f.id from crm.inbound_mail f join crm.inbound_mail m on m.id = :id
                where f.product = m.product and f.outcome = 'TO_SORT' and f.gathered_by is null and f.reason = :reason
                    and f.id <> m.id and f.triage_hint is not distinct from m.triage_hint
                    and (lower(f.sender) = lower(m.sender) or f.content_hash = m.content_hash)
                    and f.internal_date between :from and :to
                order by f.id limit 1 for update of f
                """)
                .param("id", mail.id())
                .param("reason", reason.name())
                .param("from", Timestamp.from(mail.receivedAt().minus(within)))
                .param("to", Timestamp.from(mail.receivedAt().plus(within)))
                .query(Long.class)
                .optional();
    }

    /** @return the mails that wait, or waited, under the task of this one, oldest first */
    @Transactional(readOnly = true)
    public List<Long> of(long mailId) {
        return jdbc.sql("select id from crm.inbound_mail where gathered_by = ? order by id")
                .param(mailId)
                .query(Long.class)
                .list();
    }

    /** Has them decided again, each for itself: what is known of their sender has changed, or the task is gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(long mailId) {
        jdbc.sql("""
                update crm.inbound_mail set outcome = 'PENDING', reason = null, rule = null, decided_at = null, attempts = 0,
                    next_attempt_at = null, gathered_by = null where gathered_by = ? and outcome = 'TO_SORT'
                """).param(mailId).update();
    }
}

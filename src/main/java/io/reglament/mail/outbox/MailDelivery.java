package io.reglament.mail.outbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import io.reglament.mail.MailSettings;
import io.reglament.mail.MailTriage;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt to deliver one mail. A crash after the server took the mail and before that is written down is the only
 * way to a second copy, which then has the same Message-ID (mail rule OUT-2).
 */
@Component
class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    /** Usually the predecessor wakes its successor; this is for the crash in between. */
    private static final Duration LOOK_FOR_PREDECESSOR = Duration.ofSeconds(10);

    private final OutboundMails mails;
    private final SmtpSender sender;
    private final Archive archive;
    private final MailTriage triage;
    private final OutboxSettings outbox;
    private final RetrySchedule schedule;
    private final TransactionTemplate transaction;
    /** Pauses are real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();
    /** The server has them, the database could not be told: not to be sent again for that. */
    private final Map<Long, Handed> unrecorded = new ConcurrentHashMap<>();

    private record Handed(OutboundMail mail, String reply) {}

    MailDelivery(
            OutboundMails mails,
            SmtpSender sender,
            Archive archive,
            MailTriage triage,
            MailSettings settings,
            OutboxSettings outbox,
            PlatformTransactionManager transactions) {
        this.mails = mails;
        this.sender = sender;
        this.archive = archive;
        this.triage = triage;
        this.outbox = outbox;
        this.schedule = new RetrySchedule(settings.deliveryRetries(), settings.giveUpAfter());
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Never earlier than the mailbox's pace allows, and never before an older mail of the request to this address. */
    CompletionHandler<Void> attempt(long id, SchedulerClient scheduler) {
        Handed handed = unrecorded.get(id);
        if (handed != null) {
            return sent(handed.mail(), handed.reply(), scheduler);
        }
        int limit = outbox.limitsAny() ? mails.product(id).map(outbox::limitOf).orElse(0) : 0;
        if (limit > 0) {
            // As exact as the database keeps it, or the place that is free now would lie ahead.
            Instant now = wallClock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant slot = mails.slot(id, now, limit);
            if (slot.isAfter(now)) {
                return (executed, operations) -> operations.reschedule(executed, slot);
            }
        }
        Optional<OutboundMail> begun = mails.beginAttempt(id);
        if (begun.isEmpty()) {
            return mails.isWaiting(id) ? again(LOOK_FOR_PREDECESSOR) : new OnCompleteRemove<>();
        }
        return conclude(begun.get(), sender.send(begun.get(), () -> mails.open(begun.get())), scheduler);
    }

    private CompletionHandler<Void> conclude(OutboundMail mail, SmtpSender.Result result, SchedulerClient scheduler) {
        Optional<Duration> pause = schedule.pauseAfter(mail.attempts());
        if (result.verdict() == SmtpSender.Verdict.SENT) {
            unrecorded.put(mail.id(), new Handed(mail, result.reply()));
            return sent(mail, result.reply(), scheduler);
        }
        if (result.verdict() != SmtpSender.Verdict.REFUSED && pause.isPresent()) {
            mails.retryLater(mail.id(), result.verdict() == SmtpSender.Verdict.UNKNOWN, result.reply());
            LOG.warn(
                    "Mail {} of {} not delivered, attempt {}, next in {}: {}",
                    mail.id(),
                    mail.requestNumber(),
                    mail.attempts(),
                    pause.get(),
                    result.reply());
            return again(pause.get());
        }
        LOG.error("Mail {} of {} cannot be delivered: {}", mail.id(), mail.requestNumber(), result.reply());
        transaction.executeWithoutResult(status -> giveUp(mail, result.reply()));
        mails.successor(mail).ifPresent(later -> wake(later, scheduler));
        return new OnCompleteRemove<>();
    }

    private CompletionHandler<Void> sent(OutboundMail mail, String reply, SchedulerClient scheduler) {
        Optional<Long> successor = mails.sent(mail, reply);
        unrecorded.remove(mail.id());
        LOG.info("Mail {} of {} sent to {}", mail.id(), mail.requestNumber(), mail.recipient());
        successor.ifPresent(later -> wake(later, scheduler));
        return new OnCompleteRemove<>();
    }

    private void wake(long id, SchedulerClient scheduler) {
        try {
            scheduler.reschedule(DeliveryTask.instance(id), wallClock.instant());
        } catch (TaskInstanceException e) {
            // It is looking for its predecessor at this instant, and looks again by itself.
            LOG.debug("Mail {} not woken: {}", id, e.toString());
        }
    }

    private void giveUp(OutboundMail mail, String reply) {
        mails.failed(mail.id(), reply);
        archive.add(
                mail.requestId(),
                Archive.SYSTEM,
                ArchiveEntry.Kind.DELIVERY,
                "outbox",
                mail.recipient() + ": " + reply.replace("\0", ""));
        if (!mail.toStaff()) {
            triage.undeliverable(mail.id(), mail.product(), mail.requestNumber());
        }
    }

    private CompletionHandler<Void> again(Duration pause) {
        return (executed, operations) ->
                operations.reschedule(executed, wallClock.instant().plus(pause));
    }
}

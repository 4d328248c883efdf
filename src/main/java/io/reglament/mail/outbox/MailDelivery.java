package io.reglament.mail.outbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import io.reglament.mail.MailSettings;
import io.reglament.mail.MailTriage;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    private final RetrySchedule schedule;
    private final TransactionTemplate transaction;
    /** Pauses are real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    MailDelivery(
            OutboundMails mails,
            SmtpSender sender,
            Archive archive,
            MailTriage triage,
            MailSettings settings,
            PlatformTransactionManager transactions) {
        this.mails = mails;
        this.sender = sender;
        this.archive = archive;
        this.triage = triage;
        this.schedule = new RetrySchedule(settings.deliveryRetries(), settings.giveUpAfter());
        this.transaction = new TransactionTemplate(transactions);
    }

    CompletionHandler<Void> attempt(long id, SchedulerClient scheduler) {
        Optional<OutboundMail> found = mails.find(id);
        if (found.isEmpty()) {
            return new OnCompleteRemove<>();
        }
        OutboundMail mail = found.get();
        if (mails.hasPredecessor(mail)) {
            return again(LOOK_FOR_PREDECESSOR);
        }
        if (!mails.beginAttempt(id)) {
            return new OnCompleteRemove<>();
        }
        SmtpSender.Result result = sender.send(mail);
        CompletionHandler<Void> next = conclude(mail, result);
        if (next instanceof OnCompleteRemove) {
            mails.successor(mail)
                    .ifPresent(later -> scheduler.reschedule(DeliveryTask.instance(later), wallClock.instant()));
        }
        return next;
    }

    private CompletionHandler<Void> conclude(OutboundMail mail, SmtpSender.Result result) {
        int attempts = mail.attempts() + 1;
        Optional<Duration> pause = schedule.pauseAfter(attempts);
        if (result.verdict() == SmtpSender.Verdict.SENT) {
            mails.sent(mail.id(), result.reply());
            LOG.info("Mail {} of {} sent to {}", mail.id(), mail.requestNumber(), mail.recipient());
            return new OnCompleteRemove<>();
        }
        if (result.verdict() == SmtpSender.Verdict.TRY_AGAIN && pause.isPresent()) {
            mails.retryLater(mail.id(), result.reply());
            LOG.warn(
                    "Mail {} of {} not delivered, attempt {}, next in {}: {}",
                    mail.id(),
                    mail.requestNumber(),
                    attempts,
                    pause.get(),
                    result.reply());
            return again(pause.get());
        }
        LOG.error("Mail {} of {} cannot be delivered: {}", mail.id(), mail.requestNumber(), result.reply());
        transaction.executeWithoutResult(status -> giveUp(mail, result.reply()));
        return new OnCompleteRemove<>();
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

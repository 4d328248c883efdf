package io.reglament.mail.inbox;

import io.reglament.mail.MailSettings;
import io.reglament.request.RequestLifecycle.WorkRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides stored mails one by one, the oldest first. What fails is tried again at once, then with growing pauses, then
 * given to a person; its successors do not wait for it (mail rule IN-6).
 */
@Component
class DecisionWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionWorker.class);

    /** Two nodes or a task may touch the same request at the same instant: the second attempt usually succeeds. */
    private static final int ATTEMPTS_AT_ONCE = 3;

    private final InboundMails mails;
    private final MailDecision decision;
    private final TransactionTemplate transaction;
    private final List<Duration> pauses;
    /** Pauses are real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    DecisionWorker(
            InboundMails mails, MailDecision decision, PlatformTransactionManager transactions, MailSettings settings) {
        this.mails = mails;
        this.decision = decision;
        this.transaction = new TransactionTemplate(transactions);
        this.pauses = settings.decisionRetries();
    }

    /** @return false if no mail waits */
    boolean decideNext() {
        AtomicReference<InboundMail> claimed = new AtomicReference<>();
        String refused = null;
        for (int attempt = 1; ; attempt++) {
            try {
                String why = refused;
                return Boolean.TRUE.equals(transaction.execute(status -> decide(claimed, why)));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                InboundMail mail = claimed.get();
                if (mail == null) {
                    throw e;
                }
                if (e instanceof WorkRefused && refused == null) {
                    // The engine has doomed the transaction: what it refused is decided once more, as a note.
                    refused = e.getMessage();
                    continue;
                }
                if (attempt == ATTEMPTS_AT_ONCE) {
                    afterFailure(mail, e);
                    return true;
                }
                LOG.debug("Decision of mail {} failed, attempt {}", mail.id(), attempt, e);
            }
        }
    }

    private boolean decide(AtomicReference<InboundMail> claimed, String refused) {
        Optional<InboundMail> mail = claimed.get() == null
                ? mails.claimNext(wallClock.instant())
                : mails.claim(claimed.get().id());
        mail.ifPresent(m -> {
            claimed.set(m);
            decision.decide(m, refused);
        });
        return mail.isPresent();
    }

    private void afterFailure(InboundMail mail, Throwable cause) {
        if (mail.attempts() < pauses.size()) {
            Duration pause = pauses.get(mail.attempts());
            LOG.warn("Mail {} in {} could not be decided, next attempt in {}", mail.id(), mail.mailbox(), pause, cause);
            mails.postpone(mail.id(), wallClock.instant().plus(pause));
            return;
        }
        LOG.error("Mail {} in {} could not be decided: a person sorts it", mail.id(), mail.mailbox(), cause);
        try {
            transaction.executeWithoutResult(status -> mails.claim(mail.id()).ifPresent(decision::giveUp));
        } catch (RuntimeException e) {
            LOG.error("Mail {} could not be handed to a person either", mail.id(), e);
            Instant later = wallClock.instant().plus(pauses.get(pauses.size() - 1));
            mails.postpone(mail.id(), later);
        }
    }
}

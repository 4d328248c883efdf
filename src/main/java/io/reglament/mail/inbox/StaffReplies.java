package io.reglament.mail.inbox;

import io.reglament.mail.Notifications;
import io.reglament.mail.StaffDirectory.Person;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.ReplyText;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.OutboundMail;
import io.reglament.mail.outbox.OutboundMails;
import io.reglament.mail.threading.MessageIds.Reply;
import io.reglament.mail.threading.MessageIds.Token;
import io.reglament.request.RequestLifecycle;
import io.reglament.request.RequestView;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What one of our own people answers to a notice: the solution where the notice's token says so and the task is theirs, an
 * internal note otherwise. It is kept as a note in any case; who meant a solution and could not give it is told why.
 */
@Service
class StaffReplies {

    /** Whoever was asked for the solution and only wants to remark something says so first. */
    private static final Pattern NOTE = Pattern.compile("(?iu)^(note|заметка)\\s*[:.].*", Pattern.DOTALL);

    private final MailFiling filing;
    private final RequestLifecycle lifecycle;
    private final OutboundMails sent;
    private final Notifications notifications;
    private final MailTexts texts;
    private final StaffReplySettings settings;
    private final Clock clock;

    StaffReplies(
            MailFiling filing,
            RequestLifecycle lifecycle,
            OutboundMails sent,
            Notifications notifications,
            MailTexts texts,
            StaffReplySettings settings,
            Clock clock) {
        this.filing = filing;
        this.lifecycle = lifecycle;
        this.sent = sent;
        this.notifications = notifications;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param request that the reply belongs to now
     * @param token of the notice that is answered
     * @param refused why the process did not take the words at the attempt before this one; null at the first
     * @return why it is only a note though the notice asked for the solution; null if nothing was refused
     * @throws RequestLifecycle.WorkRefused if the process does not take the words: the mail must be decided again in a
     *     new transaction, with the reason
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String take(
            InboundMail mail,
            ParsedMail parsed,
            RequestView request,
            Token token,
            Person person,
            String refused,
            String cause) {
        filing.note(mail, parsed, request, person.id(), true, cause);
        String words = ReplyText.words(parsed);
        if (token.reply() == Reply.MESSAGE || NOTE.matcher(words).matches()) {
            return null;
        }
        String problem = refused == null ? problem(parsed, words, token, person) : refused;
        if (problem == null) {
            lifecycle.solved(request, person.id(), words);
            return null;
        }
        notifications.answerNotTaken(request.id(), person, problem, cause, "answer-not-taken:" + mail.id());
        return problem;
    }

    private String problem(ParsedMail parsed, String words, Token token, Person person) {
        if (words.isEmpty() || ReplyText.isForward(parsed)) {
            return texts.get(person.language(), "answerNotTaken.empty");
        }
        boolean valid = sent.find(token.outboundId())
                .map(OutboundMail::createdAt)
                .filter(at -> at.plus(settings.validFor()).isAfter(clock.instant()))
                .isPresent();
        return valid
                ? null
                : texts.get(
                        person.language(),
                        "answerNotTaken.expired",
                        settings.validFor().toDays());
    }
}

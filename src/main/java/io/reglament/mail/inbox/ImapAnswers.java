package io.reglament.mail.inbox;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.UID;

/** Asks by UID, and reads of the answers only what was asked for. */
final class ImapAnswers {

    private ImapAnswers() {}

    /** @return the UIDs that fulfil the condition, in the server's order */
    static List<Long> search(IMAPFolder folder, String condition) throws MessagingException {
        List<Long> found = new ArrayList<>();
        folder.doCommand(protocol -> {
            Response[] answers = protocol.command("UID SEARCH " + condition, null);
            for (int i = 0; i < answers.length; i++) {
                if (answers[i] instanceof IMAPResponse answer && answer.keyEquals("SEARCH")) {
                    for (long uid = answer.readLong(); uid != -1; uid = answer.readLong()) {
                        found.add(uid);
                    }
                    answers[i] = null;
                }
            }
            return end(protocol, answers);
        });
        return found;
    }

    /**
     * Fetches the same slice of several mails, without marking them as read.
     *
     * @param set UIDs, separated by commas
     * @param from first byte
     * @param length bytes at most
     */
    static List<RemoteMail> fetch(IMAPFolder folder, String set, long from, int length) throws MessagingException {
        List<RemoteMail> found = new ArrayList<>();
        folder.doCommand(protocol -> {
            Response[] answers = protocol.command(
                    "UID FETCH " + set + " (UID INTERNALDATE BODY.PEEK[]<" + from + "." + length + ">)", null);
            for (int i = 0; i < answers.length; i++) {
                UID uid = answers[i] instanceof FetchResponse answer ? answer.getItem(UID.class) : null;
                if (uid != null) {
                    found.add(mail(uid, (FetchResponse) answers[i]));
                    answers[i] = null;
                }
            }
            return end(protocol, answers);
        });
        return found;
    }

    private static RemoteMail mail(UID uid, FetchResponse answer) {
        INTERNALDATE date = answer.getItem(INTERNALDATE.class);
        BODY body = answer.getItem(BODY.class);
        boolean hasBytes = body != null && body.getByteArray() != null;
        return new RemoteMail(
                uid.uid,
                date == null || date.getDate() == null ? null : date.getDate().toInstant(),
                hasBytes ? body.getByteArray().getNewBytes() : null);
    }

    /** What we did not ask for (mail that came, mail that went) is the library's. */
    private static Object end(IMAPProtocol protocol, Response[] answers)
            throws org.eclipse.angus.mail.iap.ProtocolException {
        Response last = answers[answers.length - 1];
        protocol.notifyResponseHandlers(answers);
        protocol.handleResult(last);
        return null;
    }
}

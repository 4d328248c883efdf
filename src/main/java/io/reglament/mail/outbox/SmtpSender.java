package io.reglament.mail.outbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.stereotype.Component;

/** Hands one mail to one recipient over to the product's server (mail rules OUT-2, OUT-6). */
@Component
public class SmtpSender {

    /** The server refuses us, not the mail: somebody will correct the password. */
    private static final Set<Integer> OUR_FAULT = Set.of(421, 454, 530, 534, 535, 538);

    private static final int GOES_AWAY = 421;

    private final SmtpConnections connections;
    private final SmtpStates states;
    /** Products whose server was lost and which one mail is trying now. */
    private final Set<String> trying = ConcurrentHashMap.newKeySet();

    SmtpSender(SmtpConnections connections, SmtpStates states) {
        this.connections = connections;
        this.states = states;
    }

    enum Verdict {
        SENT,
        TRY_AGAIN,
        /** The connection was lost after the final dot: the server may have the mail. */
        UNKNOWN,
        REFUSED
    }

    /** @param reply the server's words, or what went wrong */
    record Result(Verdict verdict, String reply) {}

    /** @param lost whether it was the connection that failed, before the server could have had the mail */
    private record Outcome(Result result, boolean lost) {}

    /** The mail as it goes onto the wire, from its beginning each time. */
    interface Source {
        InputStream open();
    }

    /** Never throws: whatever happens is a result. */
    Result send(OutboundMail mail, Source source) {
        WireAddress recipient;
        WireAddress returnPath;
        try {
            recipient = WireAddress.of(mail.recipient());
            returnPath = WireAddress.of(mail.returnPath());
        } catch (AddressException e) {
            return new Result(Verdict.REFUSED, e.getMessage() + ": " + e.getRef());
        }
        String problem = states.problem(mail.product());
        if (problem == null) {
            return send(mail, source, recipient, returnPath);
        }
        // Of many mails that wait for a server that hangs, one finds out; the others must not hold all threads.
        if (!trying.add(mail.product())) {
            return new Result(Verdict.TRY_AGAIN, problem);
        }
        try {
            return send(mail, source, recipient, returnPath);
        } finally {
            trying.remove(mail.product());
        }
    }

    private Result send(OutboundMail mail, Source source, WireAddress recipient, WireAddress returnPath) {
        boolean utf8 = recipient.needsUtf8() || returnPath.needsUtf8();
        SmtpLine used = connections.waiting(mail.product(), returnPath.domain(), utf8);
        if (used != null) {
            Outcome outcome = over(used, mail, source, recipient, returnPath);
            if (!outcome.lost()) {
                return outcome.result();
            }
            // The server may have ended it while it waited: that is no failed attempt.
        }
        try {
            return over(
                            connections.open(mail.product(), returnPath.domain(), utf8),
                            mail,
                            source,
                            recipient,
                            returnPath)
                    .result();
        } catch (MessagingException | RuntimeException e) {
            states.failed(mail.product(), words(e));
            return new Result(Verdict.TRY_AGAIN, words(e));
        }
    }

    private Outcome over(
            SmtpLine line, OutboundMail mail, Source source, WireAddress recipient, WireAddress returnPath) {
        boolean utf8 = recipient.needsUtf8() || returnPath.needsUtf8();
        if (utf8 && !line.supportsExtension("SMTPUTF8")) {
            line.hangUp();
            return new Outcome(
                    new Result(
                            Verdict.REFUSED,
                            "the mail server does not know SMTPUTF8, which mail to " + recipient.address() + " needs"),
                    false);
        }
        try {
            SMTPMessage message = new StoredMessage(line.session(), mail.raw(), source);
            message.setEnvelopeFrom(returnPath.address());
            line.sendMessage(message, new Address[] {recipient.internetAddress()});
            String reply = line.getLastServerResponse();
            states.reached(mail.product());
            connections.giveBack(line, mail.product(), returnPath.domain(), utf8);
            return new Outcome(new Result(Verdict.SENT, reply), false);
        } catch (MessagingException | RuntimeException e) {
            boolean dotSent = line.isDotSent();
            line.hangUp();
            return failed(mail.product(), e, dotSent);
        }
    }

    private Outcome failed(String product, Exception e, boolean dotSent) {
        int code = code(e);
        if (code == 0 || OUR_FAULT.contains(code)) {
            states.failed(product, words(e));
        }
        if (code == 0 && dotSent) {
            return new Outcome(new Result(Verdict.UNKNOWN, words(e)), false);
        }
        boolean refused = code >= 500 && !OUR_FAULT.contains(code);
        return new Outcome(
                new Result(refused ? Verdict.REFUSED : Verdict.TRY_AGAIN, words(e)), code == 0 || code == GOES_AWAY);
    }

    /** Connects and signs in, without sending anything; the result is in the states. */
    void probe(String product, String mailbox) {
        try {
            connections.open(product, WireAddress.of(mailbox).domain(), false).hangUp();
            states.reached(product);
        } catch (MessagingException | RuntimeException e) {
            states.failed(product, words(e));
        }
    }

    private static int code(Exception e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (cause instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    private static Throwable next(Throwable e) {
        return e instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }

    private static String words(Exception e) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = e; cause != null && words.length() < 900; cause = next(cause)) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(
                            cause instanceof SendFailedException
                                    ? ""
                                    : cause.getClass().getSimpleName() + ": ")
                    .append(String.valueOf(cause.getMessage()).strip());
        }
        return words.toString();
    }

    /** Written as it is stored: neither built again nor read into memory with its files. */
    private static final class StoredMessage extends SMTPMessage {

        private final Source source;

        StoredMessage(Session session, byte[] raw, Source source) throws MessagingException {
            super(session, new ByteArrayInputStream(raw));
            this.source = source;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            try (InputStream in = source.open()) {
                in.transferTo(out);
            }
        }
    }
}

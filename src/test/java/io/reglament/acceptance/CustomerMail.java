package io.reglament.acceptance;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** A customer's mail program: writes by SMTP, reads by IMAP, knows nothing of what is behind. */
public final class CustomerMail {

    private static final int NEWEST = 120;

    /** A letter never changes: read once, however often a test looks for another. */
    private static final Map<String, Letter> READ = new ConcurrentHashMap<>();

    private final String host;
    private final int smtpPort;
    private final int imapPort;

    public CustomerMail(String host, int smtpPort, int imapPort) {
        this.host = host;
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
    }

    /** A mail as the customer reads it. */
    public record Letter(
            String messageId, String inReplyTo, String from, String subject, String text, String references) {}

    /** @param inReplyTo Message-ID that is answered; null for a mail that answers none */
    public record Draft(String from, String to, String subject, String text, String inReplyTo, byte[] screenshot) {

        public Draft(String from, String to, String subject, String text) {
            this(from, to, subject, text, null, null);
        }

        public Draft with(byte[] png) {
            return new Draft(from, to, subject, text, inReplyTo, png);
        }

        public Draft answering(String messageId) {
            return new Draft(from, to, subject, text, messageId, screenshot);
        }
    }

    /** @return the Message-ID under which the server accepted the mail */
    public String send(Draft draft) {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", host);
        settings.put("mail.smtp.port", String.valueOf(smtpPort));
        settings.put("mail.smtp.timeout", "10000");
        settings.put("mail.smtp.connectiontimeout", "10000");
        settings.put("mail.from", draft.from());
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(settings));
            message.setFrom(new InternetAddress(draft.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(draft.to()));
            message.setSubject(draft.subject(), "UTF-8");
            if (draft.inReplyTo() != null) {
                message.setHeader("In-Reply-To", draft.inReplyTo());
                message.setHeader("References", draft.inReplyTo());
            }
            if (draft.screenshot() == null) {
                message.setText(draft.text(), "UTF-8");
            } else {
                message.setContent(withScreenshot(draft));
            }
            Transport.send(message);
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @return what contains the words in subject or text, oldest first, among the newest {@value #NEWEST} letters of the
     *     customer's inbox
     */
    public List<Letter> lettersTo(String address, String words) {
        Properties settings = new Properties();
        settings.put("mail.imap.timeout", "10000");
        settings.put("mail.imap.connectiontimeout", "10000");
        try (Store store = Session.getInstance(settings).getStore("imap")) {
            store.connect(host, imapPort, address, address);
            List<Letter> found = new ArrayList<>();
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                int count = inbox.getMessageCount();
                Message[] messages = inbox.getMessages(Math.max(1, count - NEWEST + 1), count);
                FetchProfile overview = new FetchProfile();
                overview.add(FetchProfile.Item.FLAGS);
                overview.add(UIDFolder.FetchProfileItem.UID);
                inbox.fetch(messages, overview);
                String known = imapPort + " " + address + " " + ((UIDFolder) inbox).getUIDValidity() + " ";
                Map<Message, String> keys = new HashMap<>();
                for (Message message : messages) {
                    keys.put(message, known + ((UIDFolder) inbox).getUID(message));
                }
                fetchWhole(
                        inbox,
                        keys.keySet().stream()
                                .filter(message -> !READ.containsKey(keys.get(message)))
                                .toArray(Message[]::new));
                for (Message message : messages) {
                    Letter letter = READ.get(keys.get(message));
                    if (letter == null) {
                        letter = read((MimeMessage) message);
                        READ.put(keys.get(message), letter);
                    }
                    if (!message.isSet(Flags.Flag.DELETED)
                            && (letter.subject().contains(words)
                                    || letter.text().contains(words))) {
                        found.add(letter);
                    }
                }
            }
            return found;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One command for all of them; read part by part, each letter takes several. */
    private static void fetchWhole(Folder inbox, Message[] unread) throws MessagingException {
        FetchProfile whole = new FetchProfile();
        whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
        inbox.fetch(unread, whole);
    }

    private static MimeMultipart withScreenshot(Draft draft) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(draft.text(), "UTF-8");
        MimeBodyPart image = new MimeBodyPart();
        image.setDataHandler(new DataHandler(new ByteArrayDataSource(draft.screenshot(), "image/png")));
        image.setFileName("screenshot.png");
        image.setDisposition(Part.ATTACHMENT);
        return new MimeMultipart(text, image);
    }

    private static Letter read(MimeMessage message) throws MessagingException, IOException {
        return new Letter(
                message.getMessageID(),
                message.getHeader("In-Reply-To", null),
                InternetAddress.toString(message.getFrom()),
                String.valueOf(message.getSubject()),
                plainText(message),
                message.getHeader("References", " "));
    }

    private static String plainText(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return (String) part.getContent();
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                String text = plainText(child);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}

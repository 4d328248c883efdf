package io.reglament.local.mailbox;

import io.reglament.local.mailserver.LocalMailServer;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;

/** Hands a customer's mail to the local SMTP server, like the customer's own mail client would. */
@Component
@Profile("local")
class CustomersMail {

    private final LocalMailServer server;
    private final Clock clock;

    CustomersMail(LocalMailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * @param inAnswerTo null for a new mail
     * @param files empty ones, as a browser sends them for an empty field, are left out
     * @throws MessagingException if SMTP refuses it
     */
    void send(String from, Letter letter, ReceivedMail inAnswerTo, List<MultipartFile> files)
            throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", InetAddress.getLoopbackAddress().getHostAddress());
        properties.put("mail.smtp.port", String.valueOf(server.ports().smtp()));
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.timeout", "60000");
        properties.put("mail.smtp.writetimeout", "60000");
        properties.put("mail.mime.charset", "UTF-8");
        // Otherwise an address with other than ASCII letters would arrive as question marks.
        properties.put("mail.mime.allowutf8", "true");
        MimeMessage mail = new CustomersMimeMessage(Session.getInstance(properties), from);
        mail.setFrom(new InternetAddress(from, true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        mail.setSubject(letter.subject().replaceAll("\\s+", " "), "UTF-8");
        mail.setSentDate(Date.from(clock.instant()));
        if (inAnswerTo != null) {
            mail.setHeader("In-Reply-To", inAnswerTo.messageId());
            mail.setHeader("References", String.join("\r\n ", inAnswerTo.references()));
        }
        List<MultipartFile> real =
                files.stream().filter(file -> !file.isEmpty()).toList();
        if (real.isEmpty()) {
            mail.setText(letter.text(), "UTF-8");
        } else {
            mail.setContent(withFiles(letter.text(), real));
        }
        Transport.send(mail);
    }

    /** What the customer typed. */
    record Letter(String to, String subject, String text) {}

    private static MimeMultipart withFiles(String text, List<MultipartFile> files)
            throws MessagingException, IOException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart body = new MimeBodyPart();
        body.setText(text, "UTF-8");
        parts.addBodyPart(body);
        for (MultipartFile file : files) {
            MimeBodyPart part = new MimeBodyPart();
            String type =
                    StringUtils.hasText(file.getContentType()) ? file.getContentType() : "application/octet-stream";
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.getBytes(), type)));
            part.setFileName(StringUtils.getFilename(StringUtils.cleanPath(
                    StringUtils.hasText(file.getOriginalFilename()) ? file.getOriginalFilename() : "file")));
            parts.addBodyPart(part);
        }
        return parts;
    }

    /** A Message-ID of the customer's domain, not of this machine's name. */
    private static final class CustomersMimeMessage extends MimeMessage {

        private final String domain;

        private CustomersMimeMessage(Session session, String from) {
            super(session);
            this.domain = from.substring(from.lastIndexOf('@') + 1);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
        }
    }
}

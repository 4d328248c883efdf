package io.reglament.mail.outbox;

import io.reglament.brand.Brand;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.mail.threading.LoopMark;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.Attachments;
import io.reglament.request.CustomerLinks;
import io.reglament.request.RequestView;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders a letter to the bytes that are stored and sent (mail rules OUT-3 … OUT-5). */
@Component
class MailComposer {

    static {
        // Jakarta Mail would search the whole class path for it, for each mail and for each encoded header.
        System.getProperties().putIfAbsent(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailTexts texts;
    private final LoopMark loopMark;
    private final MessageIds messageIds;
    private final DkimSigning signing;
    private final OutboxSettings settings;
    private final CustomerLinks customerLinks;
    private final Brand brand;
    private final Attachments attachments;
    private final TemplateEngine templates;

    MailComposer(
            MailTexts texts,
            LoopMark loopMark,
            MessageIds messageIds,
            DkimSigning signing,
            OutboxSettings settings,
            CustomerLinks customerLinks,
            Brand brand,
            Attachments attachments) {
        this.texts = texts;
        this.loopMark = loopMark;
        this.messageIds = messageIds;
        this.signing = signing;
        this.settings = settings;
        this.customerLinks = customerLinks;
        this.brand = brand;
        this.attachments = attachments;
        // An engine of our own: a bean of this type would replace the one that renders the pages.
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.addTemplateResolver(resolver(".html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver(".txt", TemplateMode.TEXT));
        engine.setEnableSpringELCompiler(true);
        this.templates = engine;
    }

    /**
     * A mail ready to be stored, and its parts for the conversation.
     *
     * @param returnPath where delivery reports go; null: to the sender
     */
    record Composed(String subject, String text, String html, String returnPath, MailSource source) {}

    Composed compose(
            ProductProfile profile,
            RequestView request,
            Letter letter,
            String messageId,
            ThreadHeaders.Thread thread,
            Instant at) {
        Language language = letter.recipient().language();
        String subject = subject(request, letter);
        Context content = new Context(language.locale());
        content.setVariable("letter", letter);
        content.setVariable("subject", subject);
        content.setVariable("greeting", greeting(letter, language));
        content.setVariable("nextHeading", texts.get(language, "next"));
        content.setVariable("footer", texts.get(language, footer(letter.kind()), request.number()));
        content.setVariable("signature", signature(profile));
        content.setVariable("accent", brand.accent());
        content.setVariable("page", page(request, letter));
        content.setVariable("rating", rating(request, letter));
        content.setVariable("ratingLabel", texts.get(language, "link.rating"));
        content.setVariable("pageLabel", texts.get(language, "link.page"));
        String template = letter.kind() == Letter.Kind.REPLY ? "reply" : "letter";
        String html = templates.process(template + ".html", content);
        String text = templates
                        .process(template + ".txt", content)
                        .replaceAll("\n{3,}", "\n\n")
                        .strip() + "\n";
        String plusAddress = settings.plusAddresses() ? plusAddress(profile, letter, messageId) : null;
        try {
            MailSource source = source(profile, letter, subject, text, html, messageId, plusAddress, thread, at);
            return new Composed(subject, text, html, plusAddress, source);
        } catch (MessagingException e) {
            throw new IllegalStateException("mail of " + request.number() + " cannot be composed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MailSource source(
            ProductProfile profile,
            Letter letter,
            String subject,
            String text,
            String html,
            String messageId,
            String replyTo,
            ThreadHeaders.Thread thread,
            Instant at)
            throws MessagingException, IOException {
        WireAddress mailbox = WireAddress.of(profile.mailbox());
        InternetAddress from = mailbox.internetAddress();
        from.setPersonal(HeaderText.safe(profile.name()), UTF_8);
        Addressee visible = letter.visibleRecipient();
        Optional<WireAddress> recipient = wire(visible.email());
        List<WireAddress> copies =
                letter.copies().stream().flatMap(copy -> wire(copy).stream()).toList();
        boolean utf8 = Stream.concat(Stream.of(mailbox), Stream.concat(recipient.stream(), copies.stream()))
                .anyMatch(WireAddress::needsUtf8);
        MimeMessage message = new StableMessage(messageId, utf8);
        message.setHeader("From", header("From", from));
        if (recipient.isPresent()) {
            InternetAddress to = recipient.get().internetAddress();
            if (visible.name() != null) {
                to.setPersonal(HeaderText.safe(visible.name()), UTF_8);
            }
            message.setHeader("To", header("To", to));
        } else {
            message.setHeader("To", "undisclosed-recipients:;");
        }
        if (!copies.isEmpty()) {
            message.setHeader(
                    "Cc",
                    header(
                            "Cc",
                            copies.stream().map(WireAddress::internetAddress).toArray(Address[]::new)));
        }
        if (replyTo != null) {
            message.setHeader("Reply-To", replyTo);
        }
        message.setSubject(HeaderText.safe(subject), UTF_8);
        message.setSentDate(Date.from(at));
        message.setHeader("Content-Language", letter.recipient().language().code());
        if (thread.inReplyTo() != null) {
            message.setHeader("In-Reply-To", thread.inReplyTo());
            message.setHeader("References", String.join("\r\n ", thread.references()));
        }
        if (letter.kind().autoSubmitted() != null) {
            message.setHeader("Auto-Submitted", letter.kind().autoSubmitted());
            message.setHeader("X-Auto-Response-Suppress", "All");
        } else {
            // A person's answer: whether it could be delivered is worth knowing, an absence notice is not an answer.
            message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        }
        message.setHeader(LoopMark.HEADER, loopMark.create(profile.mailbox()));
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, UTF_8, "html");
        MimeMultipart words = new MimeMultipart("alternative", plain, rich);
        EnclosedFiles files = new EnclosedFiles(letter.files());
        message.setContent(letter.files().isEmpty() ? words : files.with(words));
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        MailSource source = files.source(bytes.toByteArray());
        return signing.isOn()
                ? source.headedBy(signing.header(source.open(attachments::open), mailbox.domain()))
                : source;
    }

    /** @return the recipient's own link to the request; null where the recipient is no customer's person */
    private String page(RequestView request, Letter letter) {
        Long contactId = letter.recipient().contactId();
        return letter.kind().toStaff() || contactId == null ? null : customerLinks.page(request.number(), contactId);
    }

    /** @return where the recipient says how it went; null in letters that do not end the request */
    private String rating(RequestView request, Letter letter) {
        Long contactId = letter.recipient().contactId();
        boolean last = switch (letter.kind()) {
            case CLOSED, REJECTED, REFUSED -> true;
            // Where nobody confirms, the result is the end.
            case ANSWER, SOLUTION -> request.confirmation().model() == ConfirmationModel.NONE;
            default -> false;
        };
        return last && contactId != null ? customerLinks.rating(request.number(), contactId) : null;
    }

    private static String header(String name, Address... addresses) {
        return InternetAddress.toString(addresses, name.length() + 2);
    }

    /** @return empty if no mail can be sent there: then delivery says so and a person is told */
    private static Optional<WireAddress> wire(String address) {
        try {
            return Optional.of(WireAddress.of(address));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private String plusAddress(ProductProfile profile, Letter letter, String messageId) {
        MessageIds.Token token = messageIds.read(messageId).orElseThrow();
        return messageIds.plusAddress(
                token.requestId(), token.outboundId(), letter.recipient().email(), token.reply(), profile.mailbox());
    }

    private String greeting(Letter letter, Language language) {
        String name = letter.recipient().name();
        return name == null || name.isBlank()
                ? texts.get(language, "greeting")
                : texts.get(language, "greeting.name", HeaderText.safe(name));
    }

    private static String subject(RequestView request, Letter letter) {
        if (letter.reticent()) {
            return HeaderText.headline(request.number(), letter.headline());
        }
        return letter.headline() == null
                ? HeaderText.subject(request.number(), request.subject())
                : HeaderText.subject(request.number(), letter.headline(), request.subject());
    }

    private static String footer(Letter.Kind kind) {
        if (!kind.toStaff()) {
            return "footer";
        }
        return kind.reply() == MessageIds.Reply.SOLUTION ? "footer.solution" : "footer.staff";
    }

    private static String signature(ProductProfile profile) {
        return profile.fullName() == null || profile.fullName().isBlank() ? profile.name() : profile.fullName();
    }

    private static ClassLoaderTemplateResolver resolver(String suffix, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("mail/");
        resolver.setResolvablePatterns(Set.of("*" + suffix));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(UTF_8);
        resolver.setCheckExistence(true);
        return resolver;
    }

    /** The library would replace the Message-ID by one of its own whenever it saves. */
    private static final class StableMessage extends MimeMessage {

        /** A new one looks its providers up on the class path, which takes longer than composing the mail. */
        private static final Session SESSION = session(false);

        /** Keeps a local part as it is; everything else is encoded all the same. */
        private static final Session UTF8_SESSION = session(true);

        private final String messageId;

        StableMessage(String messageId, boolean utf8) {
            super(utf8 ? UTF8_SESSION : SESSION);
            this.messageId = messageId;
        }

        private static Session session(boolean utf8) {
            Properties properties = new Properties();
            properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
            return Session.getInstance(properties);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}

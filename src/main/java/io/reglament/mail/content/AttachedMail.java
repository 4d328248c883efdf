package io.reglament.mail.content;

import java.util.stream.Collectors;

/** A mail within the mail: a file, of which only the header is looked at (mail rule PA-9). */
final class AttachedMail {

    private final HeaderFields headers;

    AttachedMail(byte[] raw) {
        headers = MailParser.head(raw);
    }

    /** @return a name for the file, unsafe */
    String fileName() {
        String subject = headers.text("Subject", 100);
        return (subject.isEmpty() ? "mail" : subject) + ".eml";
    }

    /** @return sender, date and subject, as that mail says */
    ContentNote note() {
        String from = Addresses.of(headers, "From").stream()
                .limit(3)
                .map(a -> a.name() == null ? a.email() : a.name() + " <" + a.email() + ">")
                .collect(Collectors.joining(", "));
        return ContentNote.of(
                ContentNote.Kind.ATTACHED_MAIL, from, headers.text("Date", 100), headers.text("Subject", 255));
    }
}

package io.reglament.mail.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Address headers (mail rules IN-7, PA-14). */
final class Addresses {

    private static final int NAME_LENGTH = 150;
    private static final Pattern NON_ASCII = Pattern.compile("[^\\x00-\\x7f]+(?: +[^\\x00-\\x7f]+)*");
    private static final Pattern TRAILING_COMMENT =
            Pattern.compile("@[^\\s(@]{1,255}+\\s{0,10}\\(([^()]{1,200})\\)\\s{0,10}$");
    private static final Pattern PLAUSIBLE =
            Pattern.compile("(?:[^\\s@<>,;\"]{1,64}|\"[^\"\\p{Cntrl}]{1,64}\")@[^\\s@<>,;\"]{1,253}");

    private Addresses() {}

    /** @return the readable addresses of all headers of this name; groups are opened */
    static List<MailAddress> of(HeaderFields headers, String name) {
        List<MailAddress> found = new ArrayList<>();
        for (String value : headers.all(name)) {
            found.addAll(parse(value));
        }
        return found;
    }

    private static List<MailAddress> parse(String value) {
        List<MailAddress> found = new ArrayList<>();
        Matcher comment = TRAILING_COMMENT.matcher(value);
        String commentName = comment.find() ? comment.group(1) : null;
        for (Mailbox mailbox :
                LenientAddressParser.DEFAULT.parseAddressList(ascii(value)).flatten()) {
            String email = CleanText.line(EncodedWords.decode(address(mailbox)), 320);
            String name = mailbox.getName() == null ? commentName : mailbox.getName();
            if (PLAUSIBLE.matcher(email).matches()) {
                found.add(new MailAddress(email, name(name)));
            }
        }
        return found;
    }

    private static String address(Mailbox mailbox) {
        String local = String.valueOf(mailbox.getLocalPart());
        boolean quoted = local.matches("(?s).*[\\s\"(),:;<>@\\[\\]\\\\].*");
        return (quoted ? '"' + local.replaceAll("[\"\\\\]", "") + '"' : local)
                + (mailbox.getDomain() == null ? "" : "@" + mailbox.getDomain());
    }

    private static String name(String raw) {
        String name = raw == null ? "" : CleanText.line(Cyrillic.repaired(EncodedWords.decode(raw)), NAME_LENGTH);
        return name.isEmpty() ? null : name;
    }

    /** The parser works on bytes: raw 8-bit names pass it as encoded words. */
    private static String ascii(String value) {
        return NON_ASCII
                .matcher(EncodedWords.inBase64(value))
                .replaceAll(run -> Matcher.quoteReplacement("=?utf-8?b?"
                        + Base64.getEncoder().encodeToString(run.group().getBytes(StandardCharsets.UTF_8)) + "?="));
    }
}

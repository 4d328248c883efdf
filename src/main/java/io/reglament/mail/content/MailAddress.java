package io.reglament.mail.content;

import com.ibm.icu.text.IDNA;
import java.util.Locale;

/**
 * An address as a mail names it (mail rule PA-14).
 *
 * @param email bare address as written
 * @param name display name, one line; null if there is none
 */
public record MailAddress(String email, String name) {

    private static final IDNA DOMAINS =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** @return the address for comparing: lower case, the domain as DNS knows it ({@code xn--…}) */
    public String key() {
        return email.substring(0, at() + 1).toLowerCase(Locale.ROOT) + domain();
    }

    /** @return the address for our records and for writing to it: the local part as written, the domain as DNS knows it */
    public String canonical() {
        return email.substring(0, at() + 1) + domain();
    }

    /** @return the domain as DNS knows it, lower case; as written where it is no domain name */
    public String domain() {
        String written = email.substring(at() + 1);
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        DOMAINS.nameToASCII(written, ascii, info);
        return (info.hasErrors() ? written : ascii.toString()).toLowerCase(Locale.ROOT);
    }

    /** @return the domain for people to read, in its own script */
    public String unicodeDomain() {
        StringBuilder unicode = new StringBuilder();
        DOMAINS.nameToUnicode(domain(), unicode, new IDNA.Info());
        return unicode.toString();
    }

    private int at() {
        return email.lastIndexOf('@');
    }
}

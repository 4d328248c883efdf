package io.reglament.mail.outbox;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An address as SMTP and headers need it: the domain as A-label, which every server understands; the local part as it is
 * (mail rule PA-14, RFC 5891, RFC 6531).
 *
 * @param address checked by the library's strict rules
 */
record WireAddress(String address) {

    private static final int LONGEST_LOCAL_PART = 64;

    /** @throws AddressException saying what is wrong, if no mail can be sent to this address */
    static WireAddress of(String address) throws AddressException {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new AddressException("not a mail address", address);
        }
        String local = address.substring(0, at);
        if (local.getBytes(StandardCharsets.UTF_8).length > LONGEST_LOCAL_PART) {
            throw new AddressException("more than " + LONGEST_LOCAL_PART + " octets before the @", address);
        }
        if (address.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            throw new AddressException("characters that no address has", address);
        }
        String domain;
        try {
            domain = address.charAt(at + 1) == '['
                    ? address.substring(at + 1)
                    : IDN.toASCII(address.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new AddressException("not a domain: " + e.getMessage(), address);
        }
        return new WireAddress(new InternetAddress(local + "@" + domain, true).getAddress());
    }

    /** @return whether only a server with SMTPUTF8 can take mail for it */
    boolean needsUtf8() {
        return address.chars().anyMatch(c -> c > 127);
    }

    /** @return the part behind the @ */
    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    InternetAddress internetAddress() {
        InternetAddress result = new InternetAddress();
        result.setAddress(address);
        return result;
    }
}

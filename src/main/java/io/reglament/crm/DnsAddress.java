package io.reglament.crm;

import java.net.IDN;
import java.util.Locale;

/** Mail addresses and domains as DNS knows them: however somebody writes a Cyrillic domain, it is one (mail rule PA-14). */
final class DnsAddress {

    private DnsAddress() {}

    /** @return the local part as written, the domain in ASCII and lower case; what is no address as it is */
    static String of(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at + 1) + domain(address.substring(at + 1));
    }

    /** @return in ASCII and lower case; what is no domain name only in lower case */
    static String domain(String domain) {
        String written = domain.strip().toLowerCase(Locale.ROOT);
        try {
            return IDN.toASCII(written).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return written;
        }
    }
}

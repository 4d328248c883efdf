package io.reglament.mail;

import java.time.Duration;
import java.util.Properties;

/** What every connection to a mail server has in common (mail.md 2.1, mail rule OUT-6): no default of the library is safe. */
public final class TransportSettings {

    private TransportSettings() {}

    /**
     * @param protocol imap or smtp
     * @return the protocol's name with or without TLS, as the library wants it
     */
    public static String protocol(MailServer server, String protocol) {
        return server.tls() ? protocol + "s" : protocol;
    }

    /**
     * Time limits, the host's name checked against its certificate, no sign-in in the clear where that is set, and the
     * access token's mechanism where there is one.
     *
     * @param protocol imap or smtp
     * @param timeout of a connection, a read and a write
     */
    public static Properties of(MailServer server, String protocol, Duration timeout) {
        String prefix = "mail." + protocol(server, protocol) + ".";
        Properties settings = new Properties();
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout", "connectionpooltimeout"}) {
            settings.setProperty(prefix + limit, Long.toString(timeout.toMillis()));
        }
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "starttls.enable", "true");
        settings.setProperty(prefix + "starttls.required", Boolean.toString(server.startTls()));
        if (server.secret().isToken()) {
            settings.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return settings;
    }
}

package io.reglament.mail;

import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The servers that the settings name; the local profile brings its own. */
@Component
@Profile("!local")
class ConfiguredMailServers implements MailServers {

    private final MailSettings settings;
    private final AccessTokens tokens;

    ConfiguredMailServers(MailSettings settings, AccessTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @Override
    public MailServer imap(String product) {
        MailSettings.Mailbox mailbox = mailbox(product);
        return mailbox.imap().server(token(mailbox));
    }

    @Override
    public MailServer smtp(String product) {
        MailSettings.Mailbox mailbox = mailbox(product);
        return mailbox.smtp().server(token(mailbox));
    }

    private MailSecret token(MailSettings.Mailbox mailbox) {
        return mailbox.oauth() == null ? null : tokens.of(mailbox.oauth());
    }

    private MailSettings.Mailbox mailbox(String product) {
        MailSettings.Mailbox mailbox = settings.mailboxes().get(product.toLowerCase(Locale.ROOT));
        if (mailbox == null) {
            String prefix = "REGLAMENT_MAIL_MAILBOXES_" + product.toUpperCase(Locale.ROOT);
            throw new IllegalStateException("no mail servers for product " + product + ": set " + prefix
                    + "_IMAP_HOST, " + prefix + "_IMAP_PORT, " + prefix + "_IMAP_USER, " + prefix
                    + "_IMAP_PASSWORD and the same with SMTP");
        }
        return mailbox;
    }
}

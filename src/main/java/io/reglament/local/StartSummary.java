package io.reglament.local;

import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.local.mailserver.LocalMailServer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Ends the log of the start with where everything is. */
@Component
@Profile("local")
class StartSummary {

    private static final Logger LOG = LoggerFactory.getLogger(StartSummary.class);

    private final LocalMailServer mail;
    private final DataDirectory data;
    private final ProductProfiles products;
    private final MessageSource texts;
    private final Environment environment;
    private final Language language;

    StartSummary(
            LocalMailServer mail,
            DataDirectory data,
            ProductProfiles products,
            MessageSource texts,
            Environment environment,
            @Value("${reglament.language}") String language) {
        this.mail = mail;
        this.data = data;
        this.products = products;
        this.texts = texts;
        this.environment = environment;
        this.language = Language.of(language);
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void tell() {
        LOG.info("{}", text());
    }

    String text() {
        // A number would get a thousands separator.
        String[] values = {
            "http://localhost:" + environment.getProperty("local.server.port"),
            "127.0.0.1:" + mail.ports().smtp(),
            "127.0.0.1:" + mail.ports().imap(),
            String.join(", ", SampleUsers.IDS),
            products.all().stream().map(ProductProfile::mailbox).collect(Collectors.joining(", ")),
            data.root().toString(),
            sampleMail()
        };
        return texts.getMessage("local.start", values, language.locale());
    }

    /** @return a line for any POSIX shell that sends a mail with a Cyrillic subject («Не открывается отчёт») */
    private String sampleMail() {
        return "printf '%s\\r\\n' 'From: user@client.example.org' 'To: bonus@support.example.org'"
                + " 'Subject: =?UTF-8?B?0J3QtSDQvtGC0LrRgNGL0LLQsNC10YLRgdGPINC+0YLRh9GR0YI=?='"
                + " 'MIME-Version: 1.0' 'Content-Type: text/plain; charset=UTF-8' 'Content-Transfer-Encoding: 8bit'"
                + " '' 'Добрый день! Отчёт за октябрь не открывается.'"
                + " | curl -sS smtp://127.0.0.1:" + mail.ports().smtp()
                + " --mail-from user@client.example.org --mail-rcpt bonus@support.example.org --upload-file -";
    }
}

package io.reglament.mail.outbox;

import io.reglament.crm.Language;
import java.nio.charset.StandardCharsets;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** The words of our mails: {@code mail/texts_ru.properties}, {@code mail/texts_en.properties}. */
@Component
public class MailTexts {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    MailTexts() {
        texts.setBasename("mail/texts");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
    }

    /**
     * @param arguments for {@code {0}}, {@code {1}} …
     * @throws org.springframework.context.NoSuchMessageException if the key is missing
     */
    public String get(Language language, String key, Object... arguments) {
        return texts.getMessage(key, arguments, language.locale());
    }
}

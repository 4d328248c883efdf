package io.reglament.process.engine;

import io.reglament.crm.Language;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What the engine's set-up says to analysts and operators, in the language of the models. */
@Component
class EngineMessages {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final Language language;

    EngineMessages(@Value("${reglament.language}") String language) {
        this.language = Language.of(language);
        texts.setBasename("messages/engine");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
    }

    /** @return the language of task names and forms */
    Language language() {
        return language;
    }

    /** @throws org.springframework.context.NoSuchMessageException if there is no such text */
    String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, language.locale());
    }
}

package io.reglament.process.request;

import io.reglament.crm.Language;
import io.reglament.request.ReaderLanguage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What forms and refusals say, in the language of the forms. */
@Component
public class CompletionMessages {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final Language language;

    CompletionMessages(@Value("${reglament.language}") String language) {
        this.language = Language.of(language);
        texts.setBasenames("messages/completion", "messages/objections", "messages/intake", "messages/mailboxes");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
    }

    /** @return the language of task names and forms */
    public Language language() {
        return language;
    }

    /** @throws org.springframework.context.NoSuchMessageException if there is no such text */
    public String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, language.locale());
    }

    /**
     * @return what is said back to the person who acts: in that person's language where it is known
     * @throws org.springframework.context.NoSuchMessageException if there is no such text
     */
    public String refusal(String key, Object... arguments) {
        return texts.getMessage(key, arguments, ReaderLanguage.or(language).locale());
    }

    /** @return what the outcome is called in the form of this task */
    public String outcome(String task, String outcome) {
        return outcome(task, outcome, language);
    }

    /** @return what the outcome is called in this task in that language */
    String outcome(String task, String outcome, Language in) {
        String general = texts.getMessage("outcome." + outcome, null, in.locale());
        return texts.getMessage("outcome." + task + "." + outcome, null, general, in.locale());
    }
}

package io.reglament.desk.actions;

import io.reglament.access.CurrentUser;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.desk.actions.ActionField.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the actions say, in the language of the person who asks. */
@Component
public class ActionTexts {

    private final MessageSource texts;
    private final CurrentUser user;

    ActionTexts(MessageSource texts, CurrentUser user) {
        this.texts = texts;
        this.user = user;
    }

    public Language language() {
        return user.language();
    }

    /** @throws org.springframework.context.NoSuchMessageException if there is no such text */
    public String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, language().locale());
    }

    /** @return the text, or the other one where there is none */
    String textOr(String key, String other) {
        return texts.getMessage(key, null, other, language().locale());
    }

    /** @return what the button says */
    String action(String code) {
        return text("action." + code + ".label");
    }

    /** @return the field's name in this action, or else in all of them */
    String field(String action, String name) {
        String own = textOr("action." + action + ".field." + name, null);
        return own == null ? text("action.field." + name) : own;
    }

    /** @return LOW, MEDIUM, HIGH with their names */
    public List<Option> levels() {
        return Arrays.stream(Level.values())
                .map(level -> new Option(level.name(), text("level." + level.name())))
                .toList();
    }

    /** @return a choice, with what it is called */
    Option option(String value, String key) {
        return new Option(value, text(key));
    }

    /** @return the one choice of a field that stays empty for no */
    List<Option> yes() {
        return List.of(option("true", "action.yes"));
    }

    /** @return the refusal of an action that the request's process does not await now */
    ActionRefused notNow(ActionInput input) {
        return ActionRefused.request(
                "action.refused.process",
                action(input.cause().substring("action:".length())),
                input.request().label());
    }

    /** @param people names by id */
    public static List<Option> people(Map<String, String> people) {
        return people.entrySet().stream()
                .map(person -> new Option(person.getKey(), person.getValue()))
                .toList();
    }
}

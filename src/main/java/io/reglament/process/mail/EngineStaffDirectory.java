package io.reglament.process.mail;

import io.reglament.crm.Language;
import io.reglament.mail.StaffDirectory;
import io.reglament.process.engine.CurrentActor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The vendor's people out of the engine's identity service. The language is the user's info {@code language}
 * ({@code ru} or {@code en}), or that of the forms where nobody set one.
 */
@Component
class EngineStaffDirectory implements StaffDirectory {

    private static final String LANGUAGE = "language";
    private static final int MOST = 50;

    private final IdentityService identity;
    private final CurrentActor actor;
    private final Language usual;

    EngineStaffDirectory(
            IdentityService identity, CurrentActor actor, @Value("${reglament.language}") String language) {
        this.identity = identity;
        this.actor = actor;
        this.usual = Language.of(language);
    }

    @Override
    public Optional<Person> find(String userId) {
        return actor.asSystem(() -> Optional.ofNullable(
                        identity.createUserQuery().userId(userId).singleResult())
                .map(this::person));
    }

    @Override
    public Optional<Person> byAddress(String email) {
        // The engine compares as written; our own address lists are in lower case, or as somebody typed them.
        return actor.asSystem(() -> Stream.of(email, email.toLowerCase(Locale.ROOT))
                .distinct()
                .flatMap(address -> identity.createUserQuery().userEmail(address).listPage(0, 1).stream())
                .findFirst()
                .map(this::person));
    }

    @Override
    public List<Person> members(String group, String product) {
        return actor.asSystem(
                () -> identity
                        .createUserQuery()
                        .memberOfGroup(group)
                        .memberOfTenant(product)
                        .orderByUserId()
                        .asc()
                        .listPage(0, MOST)
                        .stream()
                        .map(this::person)
                        .toList());
    }

    private Person person(User user) {
        String name = (text(user.getFirstName()) + " " + text(user.getLastName())).strip();
        return new Person(
                user.getId(),
                name.isEmpty() ? user.getId() : name,
                text(user.getEmail()).isEmpty() ? null : text(user.getEmail()),
                language(identity.getUserInfo(user.getId(), LANGUAGE)));
    }

    /** What somebody entered in the identity service may be anything; a letter must go out all the same. */
    private Language language(String code) {
        return Arrays.stream(Language.values())
                .filter(known -> known.code().equalsIgnoreCase(code))
                .findFirst()
                .orElse(usual);
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}

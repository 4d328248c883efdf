package io.reglament.desk.actions;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.actions.ActionField.Option;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Offers the actions and does them: one person at a time for each request, all of an action or nothing. */
@Service
public class ActionDesk {

    /** Property of the body that says which version of the request the person looked at. */
    private static final String VERSION = "version";

    /** By code without case and separators. */
    private final Map<String, RequestAction> actions = new TreeMap<>();

    private final Requests requests;
    private final ProductProfiles profiles;
    private final ActionRights rights;
    private final ActionTexts texts;
    private final Overtaken overtaken;
    private final CurrentUser user;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    ActionDesk(
            List<RequestAction> actions,
            Requests requests,
            ProductProfiles profiles,
            ActionRights rights,
            ActionTexts texts,
            Overtaken overtaken,
            CurrentUser user,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        actions.forEach(action -> this.actions.put(key(action.code()), action));
        this.requests = requests;
        this.profiles = profiles;
        this.rights = rights;
        this.texts = texts;
        this.overtaken = overtaken;
        this.user = user;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What a person may do to a request now.
     *
     * @param action code for the address
     * @param label what a button says, in the person's language
     */
    @Schema(name = "Action")
    public record Offer(String action, String label, List<Field> fields) {}

    /** One field of an action's form. */
    @Schema(name = "ActionField")
    public record Field(String name, String label, ActionField.Type type, boolean required, List<Option> options) {}

    /** @return what this person may do to the request as it stands, in the order of the labels */
    public List<Offer> offers(RequestView request) {
        ProductProfile profile = profiles.get(request.product());
        return actions.values().stream()
                .filter(action -> rights.allow(action.code(), request, profile) && action.isOffered(request, profile))
                .map(action -> offer(action, request, profile))
                .sorted(Comparator.comparing(Offer::label))
                .toList();
    }

    /**
     * Does it.
     *
     * @param seen the request as it stood when it was asked for
     * @param handedIn the fields by name, and optionally {@code version}
     * @throws ActionRefused if the action is unknown, the person may not, the request does not allow it, or somebody
     *     else was faster
     * @throws ActionInput.Faulty naming everything that is wrong with the fields
     */
    public void perform(RequestView seen, String code, Map<String, Object> handedIn) {
        RequestAction action = actions.get(key(code));
        if (action == null) {
            throw ActionRefused.unknown("action.refused.unknown", code, known());
        }
        Map<String, Object> fields = new HashMap<>(handedIn);
        int version = version(fields.remove(VERSION), seen);
        transaction.executeWithoutResult(status -> {
            RequestView now = requests.locked(seen.number());
            if (now.version() != version) {
                throw overtaken.refusal(now);
            }
            ProductProfile profile = profiles.get(now.product());
            if (rights.areIndependentOfState(action.code(), profile)) {
                rights.check(action.code(), now, profile);
            }
            if (!action.fits(now, profile)) {
                throw ActionRefused.request(
                        "action.refused.state", texts.action(action.code()), states(action, profile), now.label());
            }
            rights.check(action.code(), now, profile);
            action.perform(new ActionInput(action.code(), now, profile, user.id(), fields, texts, clock, zone));
        });
    }

    private Offer offer(RequestAction action, RequestView request, ProductProfile profile) {
        List<Field> fields = action.fields(request, profile).stream()
                .map(field -> new Field(
                        field.name(),
                        texts.field(action.code(), field.name()),
                        field.type(),
                        field.required(),
                        field.options()))
                .toList();
        return new Offer(action.code(), texts.action(action.code()), fields);
    }

    private int version(Object handedIn, RequestView seen) {
        if (handedIn == null) {
            return seen.version();
        }
        // Whatever is no version that ever was cannot be the current one.
        return handedIn instanceof Integer version ? version : -1;
    }

    private String known() {
        return actions.values().stream().map(RequestAction::code).sorted().collect(Collectors.joining(", "));
    }

    private static String states(RequestAction action, ProductProfile profile) {
        return action.states().stream()
                .sorted()
                .map(RequestState::name)
                .map(state -> profile.labels().get(state))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Case, hyphens and underscores tell no actions apart. */
    private static String key(String code) {
        return code.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}

package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.DueDate;
import io.reglament.request.Objection;
import io.reglament.request.RequestView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a person hands in with an action. Reading collects problems; {@link #check} refuses them all at once. A blank
 * field counts as one that was left out.
 */
public final class ActionInput {

    /** Longest text of a field. */
    public static final int LONGEST_TEXT = 4_000;

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+");
    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::name).toList();

    private final String action;
    private final RequestView request;
    private final ProductProfile profile;
    private final String actor;
    private final Map<String, Object> handedIn;
    private final ActionTexts texts;
    private final Clock clock;
    private final ZoneId zone;
    private final List<Problem> problems = new ArrayList<>();

    ActionInput(
            String action,
            RequestView request,
            ProductProfile profile,
            String actor,
            Map<String, Object> handedIn,
            ActionTexts texts,
            Clock clock,
            ZoneId zone) {
        this.action = action;
        this.request = request;
        this.profile = profile;
        this.actor = actor;
        this.handedIn = handedIn;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * One thing that is wrong.
     *
     * @param field name of the property; null where it is about several
     * @param message one sentence
     */
    public record Problem(String field, String message) {}

    /** @return the request as it stands under its lock */
    public RequestView request() {
        return request;
    }

    public ProductProfile profile() {
        return profile;
    }

    /** @return user id */
    public String actor() {
        return actor;
    }

    /** @return code of the action */
    String action() {
        return action;
    }

    /** @return as the archive keeps it */
    public String cause() {
        return "action:" + action;
    }

    /** @return as it was handed in; null if left out */
    public Object raw(String name) {
        return handedIn.get(name);
    }

    /** Adds a sentence to the refusal. */
    public void problem(String field, String key, Object... arguments) {
        problems.add(new Problem(field, texts.text(key, arguments)));
    }

    /** @return without outer white space; null if left out */
    public String text(String name) {
        Object value = raw(name);
        String text = value == null ? "" : value.toString().replace("\0", "").strip();
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST_TEXT) {
            problem(name, "action.problem.long", field(name), LONGEST_TEXT, length);
        }
        return text.isEmpty() ? null : text;
    }

    /** @return the text; null, with a problem, if left out */
    public String required(String name) {
        String text = text(name);
        if (text == null) {
            problem(name, "action.problem.missing", field(name));
        }
        return text;
    }

    /** @return one of the allowed codes; null, with a problem, if it is none of them; null if left out */
    public String choice(String name, Collection<String> allowed) {
        String code = text(name);
        if (code == null || allowed.contains(code)) {
            return code;
        }
        problem(name, "action.problem.choice", field(name), code, String.join(", ", allowed));
        return null;
    }

    /** @return null, with a problem, if left out or none of the levels */
    public Level requiredLevel(String name) {
        if (required(name) == null) {
            return null;
        }
        String code = choice(name, LEVELS);
        return code == null ? null : Level.valueOf(code);
    }

    /** @return in which a moment without offset is read: the vendor's */
    public ZoneId zone() {
        return zone;
    }

    /** Adds what the domain has against it. */
    public void object(String field, Objection objection) {
        problem(field, objection.key(), objection.arguments().toArray());
    }

    /** @return whether it is handed in as true */
    public boolean flag(String name) {
        return Boolean.parseBoolean(String.valueOf(raw(name)).strip());
    }

    /** @return a moment; null, with a problem, if it is none; null if left out */
    public Instant moment(String name) {
        String text = text(name);
        Instant moment = text == null ? null : DueDate.parse(text, zone).orElse(null);
        if (text != null && moment == null) {
            problem(name, "action.problem.date", field(name), text);
        }
        return moment;
    }

    /** @return a moment in the future; null, with a problem, if it is none; null if left out */
    public Instant futureMoment(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Instant moment = DueDate.parse(text, zone).orElse(null);
        if (moment == null) {
            problem(name, "action.problem.date", field(name), text);
        } else if (!moment.isAfter(clock.instant())) {
            problem(name, "action.problem.past", field(name), text);
            return null;
        }
        return moment;
    }

    /** @return a moment in the future; null, with a problem, if left out or none */
    public Instant requiredFutureMoment(String name) {
        return required(name) == null ? null : futureMoment(name);
    }

    /** @return an e-mail address; null, with a problem, if left out or none */
    public String requiredEmail(String name) {
        String email = required(name);
        if (email != null && !ADDRESS.matcher(email).matches()) {
            problem(name, "action.problem.email", field(name), email);
            return null;
        }
        return email;
    }

    /** @throws Faulty if there is any problem */
    public void check() {
        if (!problems.isEmpty()) {
            throw new Faulty(problems);
        }
    }

    private String field(String name) {
        return texts.field(action, name);
    }

    /** What was filled in cannot be taken like this. */
    public static class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        Faulty(List<Problem> problems) {
            super(String.join(" ", problems.stream().map(Problem::message).toList()));
            this.problems = List.copyOf(problems);
        }

        /** @return everything that is wrong, in the order of the fields */
        public List<Problem> problems() {
            return problems == null ? List.of() : problems;
        }
    }
}

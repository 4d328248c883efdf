package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.AssignmentItem;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.RequestWork.Classification;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** First line's decision (T-06, T-07, T-08, T-10; S-14, S-15). */
@Component
class ClassifyRequestCompletion implements TaskCompletion {

    private final Requests requests;
    private final RequestWork work;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final Colleagues colleagues;
    private final RulingTables tables;
    private final IntakeDivision division;
    private final CurrentActor actor;
    private final Clock clock;
    private final ZoneId zone;

    ClassifyRequestCompletion(
            Requests requests,
            RequestWork work,
            Archive archive,
            ProductProfiles profiles,
            Colleagues colleagues,
            RulingTables tables,
            IntakeDivision division,
            CurrentActor actor,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.requests = requests;
        this.work = work;
        this.archive = archive;
        this.profiles = profiles;
        this.colleagues = colleagues;
        this.tables = tables;
        this.division = division;
        this.actor = actor;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ClassifyRequest";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        List<String> outcomes = new ArrayList<>(List.of(Outcomes.ANSWER, Outcomes.ASSIGN, Outcomes.CLARIFY));
        if (profile.rejectAtClassification()) {
            outcomes.add(Outcomes.REJECT);
        }
        outcomes.addAll(IntakeDivision.outcomes(profile));
        return outcomes;
    }

    @Override
    public void complete(Submission s) {
        ProductProfile profile = profiles.get(s.product());
        RequestView now = requests.get(s.requestId());
        String outcome = s.outcome(outcomes(profile));
        String article = s.text(Variables.KNOWLEDGE_ARTICLE);
        boolean byArticle = article != null || s.flag(Variables.ANSWERED_BY_ARTICLE);
        if (byArticle && outcome != null && !outcome.equals(Outcomes.ANSWER)) {
            s.problemAt(Variables.KNOWLEDGE_ARTICLE, "refused.article");
        }
        Classification to = read(s, profile, now, Outcomes.ASSIGN.equals(outcome));
        boolean divides = IntakeDivision.decides(outcome);
        String application = Outcomes.ASSIGN.equals(outcome) ? application(s, profile, to.category()) : null;
        String text =
                outcome == null || divides || outcome.equals(Outcomes.ASSIGN) ? null : s.required(textField(outcome));
        Runnable divide = divides ? division.read(s, now, outcome) : () -> {};
        s.check();
        // Decided without having been taken.
        work.takeFromQueue(now.id(), s.actor(), s.cause());
        work.classify(now.id(), to, s.actor(), s.cause());
        if (application != null) {
            archive.change(
                    now.id(), s.actor(), Kind.FIELD, s.cause(), Variables.APPLICATION_SUBJECT, null, application);
            s.set(Variables.APPLICATION_SUBJECT, application);
        }
        s.set(
                Variables.CONFIRMATION_MODEL,
                tables.classified(now.id(), s.cause()).name());
        archive.change(now.id(), s.actor(), Kind.FIELD, s.cause(), Variables.KNOWLEDGE_ARTICLE, null, article);
        if (text != null) {
            archive.add(now.id(), s.actor(), textKind(outcome), s.cause(), text);
        }
        if (s.flag(Variables.ORAL_NOTICE)) {
            archive.add(now.id(), s.actor(), Kind.ORAL_NOTICE, s.cause(), null);
        }
        archive.add(now.id(), s.actor(), Kind.DECISION, s.cause(), outcome);
        divide.run();
        s.set(Variables.ANSWERED_BY_ARTICLE, byArticle);
        publish(s, to);
    }

    /** The written application that goes with an assignment, and who alone may confirm it (BONUS-10.1-06, -09; S-13). */
    private String application(Submission s, ProductProfile profile, String category) {
        List<String> subjects = profile.applicationSubjectCodes();
        if (subjects.isEmpty()) {
            return null;
        }
        String firstLine = profile.groups().firstLine();
        if (actor.isPerson() && !actor.isAdmin() && !actor.groups().contains(firstLine)) {
            s.problem("refused.group", firstLine);
        }
        String subject = s.choice(Variables.APPLICATION_SUBJECT, profile.applicationSubject(category), subjects);
        if (subject == null) {
            s.missing(Variables.APPLICATION_SUBJECT);
        }
        return subject;
    }

    private Classification read(Submission s, ProductProfile profile, RequestView now, boolean assigning) {
        String category = s.choice(
                Variables.CATEGORY,
                now.category(),
                profile.categories().stream().map(ProductProfile.Category::code).toList());
        String service = s.choice(
                Variables.SERVICE,
                now.service(),
                profile.services().stream().map(ProductProfile.Service::code).toList());
        Level criticality = s.level(Variables.CRITICALITY, now.criticality());
        Level priority = s.level(Variables.PRIORITY, now.priority());
        Level complexity = s.level(Variables.COMPLEXITY, now.complexity());
        if (!assigning) {
            return new Classification(
                    category,
                    service,
                    criticality,
                    priority,
                    complexity,
                    now.dueAt(),
                    now.assignee(),
                    now.assignedGroup());
        }
        String group = s.choice(Variables.GROUP, null, profile.groups().specialists());
        String assignee = assignee(s, profile, group == null ? now.assignee() : null);
        Classification to = new Classification(
                category,
                service,
                criticality,
                priority,
                complexity,
                s.dueAt(now.dueAt(), clock, zone),
                assignee,
                group == null ? now.assignedGroup() : group);
        requireItems(s, profile, to);
        s.set(Variables.GROUP, group);
        return to;
    }

    /** @param earlier who had it before, if first line names nobody and no group either */
    private String assignee(Submission s, ProductProfile profile, String earlier) {
        String assignee = s.text(Variables.ASSIGNEE);
        if (assignee == null) {
            return earlier;
        }
        if (colleagues.include(profile.groups().specialists(), profile.code(), assignee)) {
            return assignee;
        }
        if (!colleagues.exists(assignee)) {
            s.problemAt(Variables.ASSIGNEE, "refused.assignee.unknown", assignee);
        } else {
            s.problemAt(
                    Variables.ASSIGNEE,
                    "refused.assignee.group",
                    colleagues.name(assignee),
                    profile.name(),
                    String.join(", ", profile.groups().specialists()));
        }
        return assignee;
    }

    private static void requireItems(Submission s, ProductProfile profile, Classification to) {
        for (AssignmentItem item : profile.assignmentRequired()) {
            boolean missing = switch (item) {
                case SERVICE -> to.service() == null;
                case CATEGORY -> to.category() == null;
                case CRITICALITY -> to.criticality() == null;
                case PRIORITY -> to.priority() == null;
                case DUE_AT -> to.dueAt() == null && isBlank(s.raw(Variables.DUE_AT));
                case ASSIGNEE -> to.assignee() == null;
            };
            if (missing) {
                s.missing(
                        switch (item) {
                            case SERVICE -> Variables.SERVICE;
                            case CATEGORY -> Variables.CATEGORY;
                            case CRITICALITY -> Variables.CRITICALITY;
                            case PRIORITY -> Variables.PRIORITY;
                            case DUE_AT -> Variables.DUE_AT;
                            case ASSIGNEE -> Variables.ASSIGNEE;
                        });
            }
        }
    }

    private static void publish(Submission s, Classification to) {
        s.set(Variables.CATEGORY, to.category());
        s.set(Variables.SERVICE, to.service());
        s.set(Variables.CRITICALITY, code(to.criticality()));
        s.set(Variables.PRIORITY, code(to.priority()));
        s.set(Variables.COMPLEXITY, code(to.complexity()));
        s.set(Variables.DUE_AT, to.dueAt() == null ? null : Date.from(to.dueAt()));
        s.set(Variables.ASSIGNEE, to.assignee());
    }

    private static String textField(String outcome) {
        return switch (outcome) {
            case Outcomes.ANSWER -> Variables.ANSWER_TEXT;
            case Outcomes.CLARIFY -> Variables.QUESTION;
            default -> Variables.REASON;
        };
    }

    private static Kind textKind(String outcome) {
        return switch (outcome) {
            case Outcomes.ANSWER -> Kind.ANSWER;
            case Outcomes.CLARIFY -> Kind.QUESTION;
            default -> Kind.REASON;
        };
    }

    private static String code(Level level) {
        return level == null ? null : level.name();
    }

    private static boolean isBlank(Object value) {
        return value == null || value.toString().isBlank();
    }
}

package io.reglament.crm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the support regulation of one product says differently from the others (requirements 7.2); one file
 * {@code processes/profiles/<code>.yaml} each, edited by process analysts.
 *
 * @param code lower-case code, as in addresses and the API, e.g. {@code bonus}
 * @param mailbox the product's support address, also the mailbox that is fetched
 * @param fields which parts of a request are mandatory or optional, for the regulation page and clarification
 * @param clarificationArtefacts what the regulation lets the vendor ask the customer for, shown in every request for
 *     information (N-06); empty: whatever the specialist asks for
 * @param categories kinds of requests; the same code means what the product's own definition says (C-04, C-05)
 * @param defaultPriority the priority of requests whose contract and decision table set none (P-10)
 * @param assignmentRequired what an assignment must carry
 * @param rejectAtClassification whether the first line may reject with an explanation (BONUS-5-03, C-12)
 * @param specialistMayRefuse whether a specialist may refuse with a reason (BONUS-10.1-12)
 * @param customerMayWithdraw whether the customer may close an open request (ECRM-3.5-05)
 * @param sla the service level of customers whose contract sets none; null: no deadlines but planned dates (C-30)
 * @param applicationSubjects what the written application about a request that first line passes on may be about
 *     (BONUS-10.1-06); null where the regulation knows no such application
 * @param queue whether a request that finds all of first line on duty at work is put in a queue (BONUS-10.1-30)
 * @param rescheduleByConsent whether a specialist may ask the closer for another due date (BONUS-10.1-33, BONUS-10.1-34)
 * @param noticeAfterRelease whether finished work may wait for a release, and the customer hears of it only when that is
 *     deployed (OTK-3-01, MEET-3-01, ECRM-2.8-05)
 * @param reminders what happens while the customer is waited for
 * @param labels the product's own word for each canonical state and for {@code ASSIGNED_REWORK}; verbatim, never
 *     translated, never compared by code
 * @param actions who may do what to a request in flight, by code of the action; what is not listed is not allowed on
 *     this product, and administrators may do all that is
 * @param marks the product's own words for a mark on a closed request, by {@link Mark}
 * @param intake {@value #ROUND_THE_CLOCK}, or null where the regulation says nothing about the hours
 * @param regulation what the regulation's page shows besides; null: nothing
 * @param externalTracker what the vendor calls the tracker in which each request gets a card (ECRM-3.4-01); null where
 *     the regulation demands none
 */
public record ProductProfile(
        String code,
        String name,
        String fullName,
        Integer regulationYear,
        String mailbox,
        Terms terms,
        Groups groups,
        Channels channels,
        boolean contractRequired,
        Fields fields,
        List<Text> clarificationArtefacts,
        List<Category> categories,
        List<Service> services,
        Level defaultPriority,
        Set<AssignmentItem> assignmentRequired,
        boolean rejectAtClassification,
        boolean specialistMayRefuse,
        Confirmation confirmation,
        Rework rework,
        boolean customerMayWithdraw,
        Acknowledgement acknowledgement,
        Notices notices,
        Map<String, Set<ActionRole>> actions,
        Sla sla,
        List<ApplicationSubject> applicationSubjects,
        boolean queue,
        boolean rescheduleByConsent,
        boolean noticeAfterRelease,
        Reminders reminders,
        Map<String, String> labels,
        Map<Mark, String> marks,
        String intake,
        Regulation regulation,
        String externalTracker) {

    /** {@link #intake} of a product whose requests are taken at any hour (ECRM-3.2-02, BONUS-10.5-01). */
    public static final String ROUND_THE_CLOCK = "24x7";

    /** @param vendor what the regulation calls the vendor, e.g. «Исполнитель» (C-51) */
    public record Terms(String vendor) {}

    /**
     * Candidate groups of the user tasks (C-52).
     *
     * @param specialists all groups that may get {@code Task_ProcessRequest}; the first is the default
     * @param development the specialists' group that the others hand a request over to and that answers customers only
     *     through them (OTK-6-05); null where there is none
     */
    public record Groups(String firstLine, List<String> specialists, String closer, String development) {}

    /** Ways in which requests and consultations reach the vendor (C-07), out of EMAIL, PHONE, WEB. */
    public record Channels(List<String> request, List<String> consultation) {}

    /** Parts of a request, out of subject, description, technicalDetails, screenshot. */
    public record Fields(List<String> mandatory, List<String> optional) {}

    /** @param definition what the regulation says the word means for this product (C-04, C-05) */
    public record Category(String code, Text label, Text definition) {}

    /** A service of the regulation's catalogue (requirements 6.4). */
    public record Service(String code, Text label) {}

    /**
     * @param autoCloseDays calendar days of silence after which DONE becomes CLOSED (C-34); null: never
     * @param merge whether a confirmation by the representative counts as both where two are asked for (C-21)
     */
    public record Confirmation(ConfirmationModel model, Integer autoCloseDays, boolean merge) {}

    /**
     * Reminders to a customer who does not answer a question or confirm a solution.
     *
     * @param afterDays calendar days between the question and the first reminder, and between two reminders
     * @param count how many at most; 0 for none
     * @param then what follows when {@code afterDays} have passed after the last one
     */
    public record Reminders(int afterDays, int count, AfterReminders then) {}

    /** What follows when no reminder was answered. */
    public enum AfterReminders {
        /** The request ends. */
        CLOSE,
        /** We keep waiting. */
        KEEP,
        /** A person goes on: who asked, or who obtains confirmations. */
        ASK
    }

    /**
     * What a customer's remarks lead to (C-15).
     *
     * @param days calendar days until a request returned for rework is due back at the specialist (C-11)
     * @param followUpWhenUnrelated whether remarks on something else become a new request (BONUS-10.4-07, ECRM-3.3-02)
     */
    public record Rework(boolean allowed, int days, boolean followUpWhenUnrelated) {}

    /** How the customer learns that a request was registered (BONUS-10.2-01, BONUS-10.2-02, C-53). */
    public record Acknowledgement(boolean email, boolean oral) {}

    /**
     * Letters that a product may leave out.
     *
     * @param customerOnRefusal whether the customer is told of a specialist's refusal, which the regulation tells the
     *     account manager only (N-03, N-05, C-12)
     */
    public record Notices(boolean customerOnRefusal) {}

    /**
     * Deadlines (requirements 6.7); a contract overrides each of these.
     *
     * @param hours see {@link ServiceHours#parse}
     * @param country ISO 3166 code whose public holidays are not served; null: the customer's country
     * @param goals by priority
     * @param warnBefore ISO 8601 duration of service time before a deadline; null: no warning
     */
    public record Sla(String hours, String country, Map<Level, SlaGoal> goals, String warnBefore) {}

    /** ISO 8601 durations of service time from the registration, e.g. {@code PT8H}; null: no such goal. */
    public record SlaGoal(String reaction, String solution) {}

    /**
     * A subject of the written application.
     *
     * @param code WA-1 … WA-4
     * @param categories whose requests it is proposed for (requirements 6.1)
     */
    public record ApplicationSubject(String code, Text label, List<String> categories) {}

    /** A text in both languages. */
    public record Text(String ru, String en) {

        /** @return the text in that language */
        public String in(Language language) {
            return language == Language.RU ? ru : en;
        }
    }

    /** How a finished request becomes closed (C-02). */
    public enum ConfirmationModel {
        NONE,
        MANAGER_CHECK,
        CUSTOMER_CONFIRMS_TWICE
    }

    /** Priority, criticality, complexity (C-06). */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    /** The items that an assignment may have to carry (BONUS-10.1-16…22); the status is set by the process itself. */
    public enum AssignmentItem {
        SERVICE,
        CATEGORY,
        CRITICALITY,
        PRIORITY,
        DUE_AT,
        ASSIGNEE
    }

    /** Who may do something to a request in flight (requirements 6.5, S-57). */
    public enum ActionRole {
        /** Members of {@code groups.firstLine}. */
        FIRST_LINE,
        /** Members of any of {@code groups.specialists}. */
        SPECIALIST,
        /** Members of {@code groups.closer}. */
        CLOSER,
        /** Whom the request is assigned to, or the members of its group while it has nobody. */
        ASSIGNEE,
        /** Those who lead the others (CIS-A.1-02). */
        HEAD
    }

    /** Why a request was closed without being executed. */
    public enum Mark {
        /** Rejected at classification (BONUS-5-03). */
        REJECTED,
        /** Refused by the specialist, «В консультации отказано» (BONUS-10.1-14). */
        REFUSED,
        /** Withdrawn by the customer (ECRM-3.5-05). */
        WITHDRAWN
    }

    public boolean roundTheClock() {
        return ROUND_THE_CLOCK.equals(intake);
    }

    /** @return the code as it stands in request numbers, e.g. {@code BONUS} */
    public String prefix() {
        return code.toUpperCase(Locale.ROOT);
    }

    /** @return every group that may act on requests of this product */
    public Set<String> allGroups() {
        Set<String> all = new LinkedHashSet<>();
        all.add(groups.firstLine());
        all.addAll(groups.specialists());
        all.add(groups.closer());
        return all;
    }

    /**
     * @param proposed group id; may be null
     * @return the group whose specialists work on a request: the proposed one if it is a specialists' group of this
     *     product, else the first of them
     */
    public String specialistGroup(String proposed) {
        return groups.specialists().contains(proposed)
                ? proposed
                : groups.specialists().get(0);
    }

    /** @return codes of the subjects of a written application; none where there is no such application */
    public List<String> applicationSubjectCodes() {
        return applicationSubjects == null
                ? List.of()
                : applicationSubjects.stream().map(ApplicationSubject::code).toList();
    }

    /** @return the subject that the category proposes; null if none does */
    public String applicationSubject(String category) {
        return applicationSubjects == null
                ? null
                : applicationSubjects.stream()
                        .filter(subject -> subject.categories().contains(category))
                        .map(ApplicationSubject::code)
                        .findFirst()
                        .orElse(null);
    }

    /** @return the specialists' group that answers the customer for development: the first other than it */
    public String supportGroup() {
        return groups.specialists().stream()
                .filter(group -> !group.equals(groups.development()))
                .findFirst()
                .orElse(groups.firstLine());
    }

    /** @return the service of this product's catalogue with that code */
    public Optional<Service> service(String serviceCode) {
        return services.stream().filter(s -> s.code().equals(serviceCode)).findFirst();
    }

    /** @return the category of this product with that code */
    public Optional<Category> category(String categoryCode) {
        return categories.stream().filter(c -> c.code().equals(categoryCode)).findFirst();
    }
}

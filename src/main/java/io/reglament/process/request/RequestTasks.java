package io.reglament.process.request;

import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile.AfterReminders;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.Reminders;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.ReplyIntent;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the models' expressions ask; public, for expressions see nothing else. */
@Component
public class RequestTasks {

    /** The engine refuses a timer without a date. */
    private static final Date NEVER = Date.from(Instant.parse("9999-12-31T00:00:00Z"));

    private final ProductProfiles profiles;
    private final Requests requests;
    private final Customers customers;
    private final FirstLine firstLine;
    private final Clock clock;
    private final ZoneId zone;

    RequestTasks(
            ProductProfiles profiles,
            Requests requests,
            Customers customers,
            FirstLine firstLine,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.profiles = profiles;
        this.requests = requests;
        this.customers = customers;
        this.firstLine = firstLine;
        this.clock = clock;
        this.zone = zone;
    }

    /** @return the group that classifies requests of this product (C-52) */
    public String firstLine(String product) {
        return profiles.get(product).groups().firstLine();
    }

    /** @return the group that verifies and closes requests of this product (C-52) */
    public String closer(String product) {
        return profiles.get(product).groups().closer();
    }

    /** @return the group that runs the installation */
    public String operators() {
        return "operator";
    }

    /** @return the task's priority in the list, 25, 50 or 75 (BONUS-10.1-31) */
    public int rank(String priority) {
        return priority == null ? 50 : 25 * (Level.valueOf(priority).ordinal() + 1);
    }

    /** @return the date, or one that never comes for null */
    public Date dateOrNever(Date date) {
        return date == null ? NEVER : date;
    }

    /** @return whether a new request has to queue (T-04, BONUS-10.1-30) */
    public boolean firstLineBusy(String product) {
        return firstLine.isBusy(product);
    }

    /** @return the repetitions of a timer that reminds the customer, as ISO 8601 writes them; for none one that never comes */
    public String reminders(String product) {
        Reminders reminders = profiles.get(product).reminders();
        return reminders.count() == 0
                ? "R1/" + NEVER.toInstant() + "/P1D"
                : "R" + reminders.count() + "/P" + reminders.afterDays() + "D";
    }

    /** @return when the last reminder has stayed unanswered as long as the others; a date that never comes for KEEP */
    public Date patienceEnds(String product) {
        Reminders reminders = profiles.get(product).reminders();
        if (reminders.then() == AfterReminders.KEEP) {
            return NEVER;
        }
        int days = reminders.afterDays() * (reminders.count() + 1);
        return Date.from(clock.instant().atZone(zone).plusDays(days).toInstant());
    }

    /**
     * @param byRepresentative whether a representative of the customer confirmed; null counts as no
     * @return whether this confirmation closes (C-02, C-21)
     */
    public boolean isLastConfirmation(String confirmationStep, String product, Boolean byRepresentative) {
        return ConfirmationStep.valueOf(confirmationStep) == ConfirmationStep.SECOND
                || Boolean.TRUE.equals(byRepresentative)
                        && profiles.get(product).confirmation().merge();
    }

    /** @return whether the request waits for a representative's confirmation of the closure, not for the customer's (T-24) */
    public boolean asksRepresentative(long requestId) {
        return requests.get(requestId).state() == RequestState.COMPLETED;
    }

    /** @return what a person's review of a reply stands for */
    public String intent(String outcome) {
        return switch (outcome) {
            case Outcomes.CONFIRM -> ReplyIntent.Meaning.CONFIRM.name();
            case Outcomes.REMARKS -> ReplyIntent.Meaning.REMARKS.name();
            default -> ReplyIntent.Meaning.UNCLEAR.name();
        };
    }

    /** @return whether anybody on record may confirm the closure for the customer (ECRM-3.5-04) */
    public boolean hasRepresentative(long requestId) {
        RequestView request = requests.get(requestId);
        return !customers
                .representatives(request.customerId(), request.product())
                .isEmpty();
    }
}

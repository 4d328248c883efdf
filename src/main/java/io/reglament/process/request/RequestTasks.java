package io.reglament.process.request;

import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.ReplyIntent;
import io.reglament.request.Requests;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/** What the models' expressions ask; public, for expressions see nothing else. */
@Component
public class RequestTasks {

    /** The engine refuses a timer without a date. */
    private static final Date NEVER = Date.from(Instant.parse("9999-12-31T00:00:00Z"));

    private final ProductProfiles profiles;
    private final Requests requests;
    private final Customers customers;

    RequestTasks(ProductProfiles profiles, Requests requests, Customers customers) {
        this.profiles = profiles;
        this.requests = requests;
        this.customers = customers;
    }

    /** @return the group that classifies requests of this product (C-52) */
    public String firstLine(String product) {
        return profiles.get(product).groups().firstLine();
    }

    /** @return the group that verifies and closes requests of this product (C-52) */
    public String closer(String product) {
        return profiles.get(product).groups().closer();
    }

    /** @return the task's priority in the list, 25, 50 or 75 (BONUS-10.1-31) */
    public int rank(String priority) {
        return priority == null ? 50 : 25 * (Level.valueOf(priority).ordinal() + 1);
    }

    /** @return the date, or one that never comes for null */
    public Date dateOrNever(Date date) {
        return date == null ? NEVER : date;
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
        return !customers.representatives(requests.get(requestId).customerId()).isEmpty();
    }
}

package io.reglament.desk;

import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.ServiceNature;
import io.reglament.request.WorkplaceResponsibility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A request with everything that is known about it; times in UTC (design 7).
 *
 * @param label the product's own word for the state, verbatim
 * @param mark the product's own word for how the request ended; null if none
 * @param nature whether the service is permanent or variable (BONUS-7-01); null where nothing is divided
 * @param responsibility who looks after the workplace; null if the request is about none
 * @param assignee user id; null if nobody works on it
 * @param group whose members may work on it; null before the first routing
 * @param deadlines what is due when, and why; empty where nothing is
 * @param processInstanceId the instance of {@code request-lifecycle}
 * @param links other requests that this one follows or is followed by
 */
@Schema(name = "Request")
record RequestDetails(
        String number,
        String product,
        String productName,
        RequestState state,
        String label,
        String mark,
        String subject,
        String channel,
        String category,
        String service,
        Level priority,
        Level criticality,
        Level complexity,
        ServiceNature nature,
        WorkplaceResponsibility responsibility,
        String assignee,
        String group,
        Instant dueAt,
        List<Deadline> deadlines,
        String processInstanceId,
        List<LinkedRequest> links,
        String customer,
        String contact,
        String contactEmail,
        Instant registeredAt,
        Instant changedAt,
        Instant closedAt) {

    /**
     * A date that the request must keep.
     *
     * @param explanation one sentence in the asking person's language
     */
    @Schema(name = "Deadline")
    record Deadline(String kind, Instant at, String explanation) {}

    /**
     * @param kind {@code FOLLOW_UP} or {@code RELATED}
     * @param outgoing whether the request that was asked for is the newer one
     * @param href where the API has it
     */
    @Schema(name = "LinkedRequest")
    record LinkedRequest(String number, String kind, boolean outgoing, String href) {}

    static RequestDetails of(
            RequestView r,
            ProductProfile profile,
            Contact contact,
            List<Deadline> deadlines,
            List<LinkedRequest> links) {
        return new RequestDetails(
                r.number(),
                r.product(),
                profile.name(),
                r.state(),
                r.label(),
                r.mark(),
                r.subject(),
                r.channel(),
                r.category(),
                r.service(),
                r.priority(),
                r.criticality(),
                r.complexity(),
                r.nature(),
                r.responsibility(),
                r.assignee(),
                r.assignedGroup(),
                r.dueAt(),
                deadlines,
                r.processInstanceId(),
                links,
                contact.customerName(),
                contact.name(),
                contact.email(),
                r.registeredAt(),
                r.changedAt(),
                r.closedAt());
    }
}

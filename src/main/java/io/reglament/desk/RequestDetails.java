package io.reglament.desk;

import io.reglament.crm.Contact;
import io.reglament.crm.ContractState;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.ExternalCards.CardView;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.ServiceNature;
import io.reglament.request.Signals.SignalView;
import io.reglament.request.StageView;
import io.reglament.request.Suspensions;
import io.reglament.request.WorkplaceResponsibility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
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
 * @param contract under which it was registered; null where there is none
 * @param version to be handed in with an action, so that nobody acts on what is no longer true
 * @param stages into which it is divided; empty where it is not
 * @param suspensions times of force majeure, oldest first
 * @param links other requests that this one follows or is followed by
 * @param signals what monitoring has reported (BONUS-2-06)
 * @param ratings what people of the customer think of how it went, oldest first; empty before its end
 * @param externalCard in the vendor's tracker (ECRM-3.4-01); null where none was made
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
        ContractDetails contract,
        List<StageView> stages,
        List<Suspensions.Period> suspensions,
        List<SignalView> signals,
        CardView externalCard,
        List<RatingDetails> ratings,
        String customer,
        String contact,
        String contactEmail,
        Instant registeredAt,
        Instant changedAt,
        Instant closedAt,
        int version) {

    /**
     * A date that the request must keep.
     *
     * @param explanation one sentence in the asking person's language
     */
    @Schema(name = "Deadline")
    record Deadline(String kind, Instant at, String explanation) {}

    /**
     * @param kind {@code FOLLOW_UP}, {@code RELATED}, {@code DUPLICATE}, {@code SEPARATED}, {@code MOVED} or {@code SIGNAL}
     * @param outgoing whether the request that was asked for is the newer one
     * @param href where the API has it
     */
    @Schema(name = "LinkedRequest")
    record LinkedRequest(String number, String kind, boolean outgoing, String href) {}

    /**
     * @param until last day; null: open
     * @param expired whether the contract had ended before the request was registered
     */
    @Schema(name = "RequestContract")
    record ContractDetails(String number, LocalDate until, boolean expired) {}

    /**
     * @param by name, or the address where the name is unknown
     * @param score 1 to 5, the best
     * @param remark null if none
     */
    @Schema(name = "Rating")
    record RatingDetails(String by, int score, String remark, Instant at) {}

    static RequestDetails of(
            RequestView r,
            ProductProfile profile,
            Contact contact,
            List<Deadline> deadlines,
            List<LinkedRequest> links,
            ContractState contract,
            List<StageView> stages,
            List<Suspensions.Period> suspensions,
            List<SignalView> signals,
            CardView externalCard,
            List<RatingDetails> ratings) {
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
                contract == null ? null : new ContractDetails(contract.number(), contract.until(), contract.expired()),
                stages,
                suspensions,
                signals,
                externalCard,
                ratings,
                contact.customerName(),
                contact.name(),
                contact.email(),
                r.registeredAt(),
                r.changedAt(),
                r.closedAt(),
                r.version());
    }
}

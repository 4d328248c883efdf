package io.reglament.desk;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A request as a list shows it; times in UTC.
 *
 * @param label the product's own word for the state, verbatim
 * @param mark the product's own word for how the request ended; null if none
 */
@Schema(name = "RequestSummary")
record RequestSummary(
        String number,
        String product,
        RequestState state,
        String label,
        String mark,
        String subject,
        String category,
        String service,
        Level priority,
        Level criticality,
        Level complexity,
        String assignee,
        Instant dueAt,
        Instant registeredAt,
        Instant changedAt) {

    static RequestSummary of(RequestView r) {
        return new RequestSummary(
                r.number(),
                r.product(),
                r.state(),
                r.label(),
                r.mark(),
                r.subject(),
                r.category(),
                r.service(),
                r.priority(),
                r.criticality(),
                r.complexity(),
                r.assignee(),
                r.dueAt(),
                r.registeredAt(),
                r.changedAt());
    }
}

package io.reglament.request;

import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile.Confirmation;
import io.reglament.crm.ProductProfile.Level;
import java.time.Instant;

/**
 * A request as it stands.
 *
 * @param product lower-case product code
 * @param label the product's own word for the state, verbatim
 * @param mark the product's own word for how it ended; null if none
 * @param language in which the customer is written to
 * @param nature null where the product's regulation divides no services
 * @param responsibility whose the workplace is; null if the request is about none
 * @param confirmation how this request closes
 * @param assignee user id; null if nobody works on it
 * @param delegatedBy user id of whom the assignee stands in for; null if nobody
 * @param version counts the changes of the request itself; who acts on an older one is overtaken
 */
public record RequestView(
        long id,
        String number,
        String product,
        RequestState state,
        String label,
        String mark,
        String subject,
        String channel,
        Language language,
        String category,
        String service,
        String topic,
        ServiceNature nature,
        WorkplaceResponsibility responsibility,
        Confirmation confirmation,
        Level priority,
        Level criticality,
        Level complexity,
        String assignee,
        String assignedGroup,
        String delegatedBy,
        Instant dueAt,
        long customerId,
        long contactId,
        String processInstanceId,
        int reworkCount,
        Instant registeredAt,
        Instant changedAt,
        Instant closedAt,
        int version) {}

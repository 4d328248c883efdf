package io.reglament.desk;

import io.reglament.sla.Interval;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the card of a request shows beside the request itself. */
@RestController
@RequestMapping(path = "/api/requests/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Requests", description = "Requests of the products that the caller serves")
class RequestCardApi implements RequestsApi {

    private final RequestCard card;
    private final ArchiveWords words;

    RequestCardApi(RequestCard card, ArchiveWords words) {
        this.card = card;
        this.words = words;
    }

    /**
     * What surrounds a request; labels in the caller's language.
     *
     * @param category label of the category; null for none
     * @param service label of the service; null for none
     * @param assignee name of who works on it; null for nobody
     * @param group name of the group that has it; null for none
     * @param hours when the contract's or the product's service time passes; null where none is set
     * @param zone in which the hours are meant
     * @param openRequests other open requests of the customer, newest first, at most ten
     */
    @Schema(name = "RequestSurroundings")
    record Surroundings(
            String category,
            String service,
            String assignee,
            String group,
            String hours,
            String zone,
            List<RequestSummary> openRequests) {}

    /**
     * What is due when, and whose time it was until now; times in UTC.
     *
     * @param now when this was computed
     * @param intervals oldest first, without gaps; empty where nothing is due
     */
    @Schema(name = "RequestTime")
    record Time(Instant now, List<Interval> intervals, List<Due> deadlines) {}

    /**
     * @param status whether its clock runs
     * @param missed whether it is over, or was met too late
     * @param warnAt when people are warned; null: never
     * @param explanation why it is what it is, in the caller's language
     */
    @Schema(name = "RequestDeadline")
    record Due(String kind, Instant at, String status, boolean missed, Instant warnAt, String explanation) {}

    /**
     * What the codes in a request's archive are called.
     *
     * @param values labels of categories, services and states
     * @param elements names of the process's elements by id, in the language of the models
     * @param people names by user id
     */
    @Schema(name = "RequestWords")
    record Words(Map<String, String> values, Map<String, String> elements, Map<String, String> people) {}

    @GetMapping("/words")
    @Operation(summary = "What the codes in the request's archive are called")
    Words words(@PathVariable String number) {
        return words.of(number);
    }

    @GetMapping("/surroundings")
    @Operation(summary = "What surrounds a request: labels, service hours, the customer's other open requests")
    Surroundings surroundings(@PathVariable String number) {
        return card.surroundings(number);
    }

    @GetMapping("/deadlines")
    @Operation(
            summary = "What is due when and why, and whose time it was",
            description = "VENDOR: ours; CUSTOMER: the customer was asked; OUTSIDE_HOURS: night, weekend, holiday;"
                    + " FORCE_MAJEURE: suspended.")
    Time deadlines(@PathVariable String number) {
        return card.time(number);
    }
}

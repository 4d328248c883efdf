package io.reglament.desk.duty;

import io.reglament.crm.ShiftDraft;
import io.reglament.desk.DeskApi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The duty roster, for programs (BONUS-10.5-01). */
@RestController
@RequestMapping(path = "/api/duty", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Duty",
        description = "Who of a product's first line is on duty when; changed by its closer group and heads")
class DutyApi implements DeskApi {

    private final DutyDesk desk;

    DutyApi(DutyDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(
            summary = "Who is on duty, the shifts, and the gaps of the next 14 days",
            description = "onDuty names the whole first line where the roster names nobody.")
    DutyDesk.Roster roster(
            @Parameter(description = "Product code, lower case") @RequestParam String product,
            @Parameter(description = "ISO instant; now if absent") @RequestParam(required = false) Instant from,
            @Parameter(description = "ISO instant; 14 days from now if absent") @RequestParam(required = false)
                    Instant to) {
        return desk.roster(product, from, to);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a shift of at most 31 days", description = "Shifts may overlap; the past is not changed.")
    @ApiResponse(responseCode = "201", description = "Added; the roster as it stands")
    DutyDesk.Roster add(@RequestBody ShiftDraft draft) {
        desk.add(draft);
        return desk.roster(draft.product(), null, null);
    }

    @DeleteMapping("/{product}/{id}")
    @Operation(summary = "Remove a shift; of a running one, what is left of it")
    DutyDesk.Roster remove(@PathVariable String product, @PathVariable long id) {
        desk.remove(product, id);
        return desk.roster(product, null, null);
    }
}

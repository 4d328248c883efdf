package io.reglament.desk;

import io.reglament.desk.actions.AbsenceDesk;
import io.reglament.request.Absences.Absence;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The vendor's people: who is away, and who stands in. */
@RestController
@RequestMapping(path = "/api/people", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "People", description = "Absences of the vendor's people and their deputies")
class PeopleApi {

    private final AbsenceDesk absences;

    PeopleApi(AbsenceDesk absences) {
        this.absences = absences;
    }

    /**
     * Somebody's absence.
     *
     * @param until the moment of return
     * @param deputy user id of whoever gets what is assigned meanwhile
     */
    @Schema(name = "Absence")
    record Details(String person, Instant from, Instant until, String deputy) {

        static Details of(Absence absence) {
            return new Details(absence.userId(), absence.from(), absence.until(), absence.deputy());
        }
    }

    @GetMapping("/{id}/absence")
    @Operation(summary = "Somebody's absence, now or to come", description = "For the person and for heads.")
    @ApiResponse(responseCode = "200", description = "The absence")
    @ApiResponse(responseCode = "204", description = "None is on record", content = @Content)
    ResponseEntity<Details> absence(@PathVariable String id) {
        return absences.of(id)
                .map(Details::of)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping("/{id}/absence")
    @Operation(
            summary = "Record an absence in the place of an earlier one",
            description = "from (now if left out), until and deputy. What is assigned to the person meanwhile goes to"
                    + " the deputy, and the request's archive says so. For the person and for heads.")
    @ApiResponse(responseCode = "200", description = "The absence as recorded")
    @ApiResponse(
            responseCode = "400",
            description = "Fields that cannot be taken; problems lists each with the field and a sentence",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "403",
            description = "The caller is neither the person nor a head",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    Details record(@PathVariable String id, @RequestBody Map<String, Object> absence) {
        return Details.of(absences.record(id, absence));
    }

    @DeleteMapping("/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget an absence", description = "The person is here. For the person and for heads.")
    void forget(@PathVariable String id) {
        absences.forget(id);
    }
}

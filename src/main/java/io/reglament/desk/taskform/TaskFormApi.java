package io.reglament.desk.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.desk.DeskApi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The form of a task, and its completion, for the tab that shows it beside the conversation (design 4.1, 8). */
@RestController
@RequestMapping(path = "/api/tasks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tasks", description = "What a task is about, and its form")
class TaskFormApi implements DeskApi {

    private final TaskForms forms;

    TaskFormApi(TaskForms forms) {
        this.forms = forms;
    }

    /**
     * A task's form as it is shown to one person.
     *
     * @param formKey id of the form
     * @param schema the form's JSON as form-js takes it
     * @param data the values that it begins with, and what its choices and conditions read
     * @param holder user id of who has taken the task; null for nobody
     * @param holderName that person's name
     * @param person user id of the asking person
     * @param mine whether the asking person holds it
     */
    @Schema(name = "TaskForm")
    record Form(
            String taskId,
            String task,
            String formKey,
            JsonNode schema,
            JsonNode data,
            String holder,
            String holderName,
            String person,
            boolean mine) {}

    /** @param variables by the keys of the form's fields; hidden fields are ignored */
    @Schema(name = "TaskCompletion")
    record Completion(Map<String, Object> variables) {

        Completion {
            variables = variables == null ? Map.of() : variables;
        }
    }

    @GetMapping("/{taskId}/form")
    @Operation(
            summary = "A task's form with what it begins with",
            description = "Only for tasks that the caller may read in the engine.")
    Form form(@PathVariable String taskId) {
        return forms.form(taskId);
    }

    @PostMapping("/{taskId}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Complete a task with its form",
            description = "All of it happens or nothing. The form's own rules hold here too, and whatever else the"
                    + " regulation asks for.")
    @ApiResponse(responseCode = "204", description = "Completed")
    @ApiResponse(
            responseCode = "409",
            description = "The task is over; the detail says who completed it",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "422",
            description = "It cannot be completed like this; errors lists a sentence for each field",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    void complete(@PathVariable String taskId, @RequestBody Completion completion) {
        forms.complete(taskId, completion.variables());
    }
}

package io.reglament.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a task is about, for the tab beside its form. */
@RestController
@RequestMapping(path = "/api/tasks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tasks", description = "What a task is about")
class TaskApi {

    private final TaskSubjects subjects;

    TaskApi(TaskSubjects subjects) {
        this.subjects = subjects;
    }

    /**
     * Either a request or a mail, or both where a mail speaks of a request.
     *
     * @param person user id of the asking person
     * @param request null for a mail that belongs to none, or to none that the caller may see
     * @param mail null unless the task sorts a mail
     * @param hint number of the request that the mail names; not checked, so say it to nobody outside; null if none
     */
    @Schema(name = "TaskSubject")
    record Subject(String taskId, String person, RequestDetails request, MailDetails mail, String hint) {}

    @GetMapping("/{taskId}/request")
    @Operation(
            summary = "The request or the mail behind a task",
            description = "Only for tasks that the caller may read in the engine.")
    Subject subject(@PathVariable String taskId) {
        return subjects.of(taskId);
    }
}

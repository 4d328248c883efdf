package io.reglament.desk.reply;

import io.reglament.desk.FileDownload;
import io.reglament.desk.RequestsApi;
import io.reglament.mail.reply.ReplyDraft;
import io.reglament.mail.reply.ReplyFile;
import io.reglament.mail.reply.ReplyTemplates.Template;
import io.reglament.mail.reply.WaitingReply;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The reply box: the signed-in person's draft, replies that wait to leave, and what to begin them with. */
@RestController
@RequestMapping(path = "/api/requests/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Replies", description = "What people write to customers, and to each other, about a request")
class ReplyApi implements RequestsApi {

    private final ReplyDesk desk;
    private final DraftFilesDesk files;

    ReplyApi(ReplyDesk desk, DraftFilesDesk files) {
        this.desk = desk;
        this.files = files;
    }

    /**
     * What the person has written so far.
     *
     * @param changedAt null if it was never saved
     * @param version to be handed in when it is saved; 0 if it never was
     * @param mayReply whether the profile lets this person answer the customer now
     * @param mayNote whether it lets this person keep notes
     * @param notice what one should know before writing; null if nothing
     */
    @Schema(name = "ReplyDraft")
    record DraftDetails(
            String text,
            List<String> copies,
            List<ReplyFile> files,
            boolean internal,
            Instant changedAt,
            int version,
            boolean mayReply,
            boolean mayNote,
            String notice,
            Limits limits) {

        static DraftDetails of(
                ReplyDraft draft, boolean mayReply, boolean mayNote, String notice, ReplySettings settings) {
            return new DraftDetails(
                    draft.text(),
                    draft.copies(),
                    draft.files(),
                    draft.internal(),
                    draft.changedAt(),
                    draft.version(),
                    mayReply,
                    mayNote,
                    notice,
                    new Limits(
                            settings.fileLimit().toBytes(),
                            settings.files(),
                            settings.filesLimit().toBytes(),
                            ReplyInput.LONGEST_TEXT));
        }
    }

    /** What a reply may hold at most: bytes of a file, number of files, bytes of all, characters of the text. */
    @Schema(name = "ReplyLimits")
    record Limits(long fileBytes, int files, long totalBytes, int textCharacters) {}

    /** @param version of the draft that was shown; 0 or null for the first time */
    @Schema(name = "ReplyDraftToSave")
    record SavedDraft(String text, List<String> copies, boolean internal, Integer version) {}

    /** @param attachment id of a file of the request's conversation */
    @Schema(name = "ReplyFileOfRequest")
    record ExistingFile(long attachment) {}

    /**
     * A reply to be sent with the draft's files, or a note to be kept with them.
     *
     * @param copies addresses beside the contact; null: those who take part in the request
     * @param sendAt when it leaves; null: after the undo time
     * @param version of the draft that was shown: of two clicks the second is refused; null: not checked
     */
    @Schema(name = "NewReply")
    record NewReply(String text, List<String> copies, boolean internal, Instant sendAt, Integer version) {}

    /**
     * What became of it.
     *
     * @param id of the waiting reply, or of the note in the conversation
     * @param sendAt null for a note
     * @param undoUntil null for a note
     * @param notice what one should know, e.g. that the request has ended; null if nothing
     */
    @Schema(name = "AcceptedReply")
    record Accepted(long id, boolean internal, Instant sendAt, Instant undoUntil, String notice) {}

    /** @param mine whether the caller wrote it, and may take it back */
    @Schema(name = "WaitingReply")
    record WaitingDetails(
            long id,
            String text,
            List<String> copies,
            List<ReplyFile> files,
            String by,
            String byName,
            boolean mine,
            Instant sendAt,
            Instant undoUntil) {

        static WaitingDetails of(WaitingReply reply, String name, boolean mine) {
            return new WaitingDetails(
                    reply.id(),
                    reply.text(),
                    reply.copies(),
                    reply.files(),
                    reply.by(),
                    name,
                    mine,
                    reply.sendAt(),
                    reply.undoUntil());
        }
    }

    @GetMapping("/draft")
    @Operation(
            summary = "The caller's draft for this request",
            description = "An empty one where there is none. It is the caller's own, on every device.")
    DraftDetails draft(@PathVariable String number) {
        return desk.draft(number);
    }

    @PutMapping("/draft")
    @Operation(summary = "Save the draft", description = "Files are added and removed by themselves.")
    @ApiResponse(responseCode = "200", description = "The draft with its new version")
    @ApiResponse(
            responseCode = "409",
            description = "Another tab saved or sent it since; draft holds what it is now",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    DraftDetails save(@PathVariable String number, @RequestBody SavedDraft draft) {
        return desk.save(number, draft);
    }

    @DeleteMapping("/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Throw the draft away, with its files")
    void discard(@PathVariable String number) {
        desk.discard(number);
    }

    @PostMapping(path = "/draft/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a file to the draft")
    @ApiResponse(responseCode = "201", description = "The file as it is kept; its name is made safe")
    @ApiResponse(
            responseCode = "413",
            description = "Too large; the detail and limit (bytes) say what is allowed",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ReplyFile upload(@PathVariable String number, @RequestPart MultipartFile file) throws IOException {
        return files.upload(number, file);
    }

    @PostMapping(path = "/draft/files", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a file of the conversation to the draft")
    ReplyFile add(@PathVariable String number, @RequestBody ExistingFile file) {
        return files.add(number, file.attachment());
    }

    @GetMapping(path = "/draft/files/{id}", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Download a file of the draft")
    ResponseEntity<Resource> file(@PathVariable String number, @PathVariable long id) {
        DraftFilesDesk.Content content = files.open(number, id);
        ReplyFile file = content.file();
        return FileDownload.of(file.name(), file.contentType(), file.size(), content.bytes());
    }

    @DeleteMapping("/draft/files/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a file from the draft")
    void remove(@PathVariable String number, @PathVariable long id) {
        files.delete(number, id);
    }

    @PostMapping("/replies")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a reply to the customer, or keep an internal note",
            description = "Takes the draft's files and empties the draft. A reply leaves at sendAt, or when the undo"
                    + " time has passed; until then DELETE takes it back. A note is kept at once and never mailed."
                    + " Neither changes the request's state, except that the assignee's first one begins the work.")
    @ApiResponse(responseCode = "202", description = "Taken")
    @ApiResponse(
            responseCode = "400",
            description = "Fields that cannot be taken; problems lists each with the field and a sentence",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "403",
            description = "The profile does not let the caller answer this customer; the detail says who may",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "409",
            description = "The draft was changed or sent since; draft holds what it is now",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    Accepted send(@PathVariable String number, @RequestBody NewReply reply) {
        return desk.send(number, reply);
    }

    @GetMapping("/replies")
    @Operation(
            summary = "Replies that have not left yet, oldest first",
            description = "Of everybody, not only of the caller.")
    List<WaitingDetails> waiting(@PathVariable String number) {
        return desk.waiting(number);
    }

    @DeleteMapping("/replies/{id}")
    @Operation(
            summary = "Take a reply back into the draft",
            description = "Before what the draft has come to hold meanwhile. Only its author can.")
    @ApiResponse(responseCode = "200", description = "The draft as it is now")
    @ApiResponse(
            responseCode = "409",
            description = "It has left already, or was taken back before",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    DraftDetails takeBack(@PathVariable String number, @PathVariable long id) {
        return desk.takeBack(number, id);
    }

    @GetMapping("/reply-templates")
    @Operation(
            summary = "What one can begin a reply with",
            description = "In the customer's language, names and dates filled in.")
    List<Template> templates(@PathVariable String number) {
        return desk.templates(number);
    }
}

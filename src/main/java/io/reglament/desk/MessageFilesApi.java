package io.reglament.desk;

import io.reglament.mail.MessageOriginals;
import io.reglament.request.Conversation.StoredFile;
import io.reglament.request.RequestNotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mail behind a message, and a look at a PDF without downloading it. */
@RestController
@RequestMapping("/api/requests/{number}")
@Tag(name = "Requests", description = "Requests of the products that the caller serves")
class MessageFilesApi {

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final RequestDesk desk;
    private final MessageOriginals originals;

    MessageFilesApi(RequestDesk desk, MessageOriginals originals) {
        this.desk = desk;
        this.originals = originals;
    }

    @GetMapping(path = "/messages/{id}/raw", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Download the mail behind a message as it came or left")
    ResponseEntity<Resource> raw(@PathVariable String number, @PathVariable long id) {
        return originals
                .open(desk.visible(number).id(), id)
                .map(mail -> FileDownload.<Resource>of(
                        number + "-" + id + ".eml", "message/rfc822", new InputStreamResource(mail)))
                .orElseThrow(() -> new RequestNotFound(number));
    }

    /**
     * A browser's PDF viewer runs apart from our pages, but not inside a sandboxed answer: what may be shown is therefore
     * only what begins as a PDF does, and nothing can take it for anything else.
     */
    @GetMapping(path = "/attachments/{id}/preview", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Look at an attached PDF", description = "Everything else is only downloaded.")
    @ApiResponse(responseCode = "200", description = "The PDF, to be shown")
    @ApiResponse(responseCode = "415", description = "The file is no PDF")
    ResponseEntity<byte[]> preview(@PathVariable String number, @PathVariable long id) {
        StoredFile file = desk.attachment(number, id);
        if (!isPdf(file.content())) {
            return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(file.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .body(file.content());
    }

    private static boolean isPdf(byte[] content) {
        for (int i = 0; i < PDF.length; i++) {
            if (content.length <= i || content[i] != PDF[i]) {
                return false;
            }
        }
        return true;
    }
}

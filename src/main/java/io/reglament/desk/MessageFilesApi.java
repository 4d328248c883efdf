package io.reglament.desk;

import io.reglament.request.Attachments.Attached;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/** A look at a PDF without downloading it. */
@RestController
@RequestMapping("/api/requests/{number}")
@Tag(name = "Requests", description = "Requests of the products that the caller serves")
class MessageFilesApi {

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final RequestDesk desk;

    MessageFilesApi(RequestDesk desk) {
        this.desk = desk;
    }

    /**
     * A browser's PDF viewer runs apart from our pages, but not inside a sandboxed answer: what may be shown is therefore
     * only what begins as a PDF does, and nothing can take it for anything else.
     */
    @GetMapping(path = "/attachments/{id}/preview", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Look at an attached PDF", description = "Everything else is only downloaded.")
    @ApiResponse(responseCode = "200", description = "The PDF, to be shown")
    @ApiResponse(responseCode = "415", description = "The file is no PDF")
    ResponseEntity<Resource> preview(@PathVariable String number, @PathVariable long id) throws IOException {
        Attached file = desk.attachment(number, id);
        if (!isPdf(file)) {
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
                .contentLength(file.size())
                .body(new InputStreamResource(desk.content(file)));
    }

    private boolean isPdf(Attached file) throws IOException {
        try (InputStream content = desk.content(file)) {
            return Arrays.equals(content.readNBytes(PDF.length), PDF);
        }
    }
}

package io.reglament.desk;

import io.reglament.request.FileType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Hands out a file that a stranger sent: always as a download, never as something that a browser would run on our own
 * origin, whatever type its sender gave it.
 */
public final class FileDownload {

    private FileDownload() {}

    static boolean isImage(String contentType) {
        return FileType.isImage(contentType);
    }

    /**
     * @param content bytes, or what writes them
     * @param <T> its type
     */
    public static <T> ResponseEntity<T> of(String fileName, String contentType, T content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(FileType.safe(contentType)))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(content);
    }

    /** @param size in bytes, so that the reader sees how far the download is */
    public static ResponseEntity<Resource> of(String fileName, String contentType, long size, InputStream content) {
        ResponseEntity<Resource> answer = of(fileName, contentType, new InputStreamResource(content));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .contentLength(size)
                .body(answer.getBody());
    }
}

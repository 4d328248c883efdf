package io.reglament.desk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Hands out a file that a stranger sent: always as a download, never as something that a browser would run on our own
 * origin, whatever type its sender gave it.
 */
final class FileDownload {

    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    /** Types that no browser executes, so that they may keep their name. */
    private static final Set<String> HARMLESS =
            Set.of("application/pdf", "application/zip", "text/plain", "text/csv", "message/rfc822");

    private FileDownload() {}

    static boolean isImage(String contentType) {
        return IMAGES.contains(bare(contentType));
    }

    /**
     * @param content bytes, or what writes them
     * @param <T> its type
     */
    static <T> ResponseEntity<T> of(String fileName, String contentType, T content) {
        return ResponseEntity.ok()
                .contentType(safeType(contentType))
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

    private static MediaType safeType(String contentType) {
        String bare = bare(contentType);
        return IMAGES.contains(bare) || HARMLESS.contains(bare)
                ? MediaType.parseMediaType(bare)
                : MediaType.APPLICATION_OCTET_STREAM;
    }

    private static String bare(String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}

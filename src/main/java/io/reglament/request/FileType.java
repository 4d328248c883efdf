package io.reglament.request;

import java.util.Locale;
import java.util.Set;

/** What the type that a stranger gave to a file is worth: nothing may run on our own origin because of it. */
public final class FileType {

    /** What a browser only stores. */
    public static final String BYTES = "application/octet-stream";

    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    /** Types that no browser executes, so that they may keep their name. */
    private static final Set<String> HARMLESS =
            Set.of("application/pdf", "application/zip", "text/plain", "text/csv", "message/rfc822");

    private FileType() {}

    /** @return whether a browser can show it as a picture, and does nothing else with it */
    public static boolean isImage(String contentType) {
        return IMAGES.contains(bare(contentType));
    }

    /** @return the type without parameters, or {@link #BYTES} where a browser might run it; may be given null */
    public static String safe(String contentType) {
        String bare = bare(contentType);
        return IMAGES.contains(bare) || HARMLESS.contains(bare) ? bare : BYTES;
    }

    /** @return the type in lower case without parameters; empty for null */
    public static String bare(String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}

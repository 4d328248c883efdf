package io.reglament.brand;

import java.util.Locale;
import java.util.Map;

/** What kinds of pictures a logo may be: none that a browser could run. */
final class LogoType {

    private static final Map<String, String> TYPES =
            Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "webp", "image/webp");

    private LogoType() {}

    /** @return the media type by the name's ending; null for any other kind of file */
    static String of(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}

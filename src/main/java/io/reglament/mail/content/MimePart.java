package io.reglament.mail.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A node of the mail's tree.
 *
 * @param body transfer-decoded bytes; empty for a multipart with children
 */
record MimePart(HeaderFields headers, byte[] body, List<MimePart> children) {

    ParameterizedValue contentType() {
        return ParameterizedValue.parse(headers.first("Content-Type").orElse("text/plain"));
    }

    /** @return lower case, {@code text/plain} where the header is no type at all (PA-2) */
    String mimeType() {
        String type = contentType().value().replaceAll("\\s.*", "");
        if (type.matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")) {
            return type;
        }
        return type.startsWith("application") || type.startsWith("image") ? "application/octet-stream" : "text/plain";
    }

    String disposition() {
        return ParameterizedValue.parse(headers.first("Content-Disposition").orElse(""))
                .value()
                .toLowerCase(Locale.ROOT);
    }

    Optional<String> charset() {
        return contentType().parameter("charset");
    }

    /** @return as the mail names it, unsafe */
    Optional<String> fileName() {
        return ParameterizedValue.parse(headers.first("Content-Disposition").orElse(""))
                .parameter("filename")
                .or(() -> contentType().parameter("name"));
    }

    boolean isMultipart() {
        return !children.isEmpty();
    }
}

package io.reglament.portal;

import io.reglament.mail.content.FileNames;
import io.reglament.request.NewMessage.NewAttachment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * Reads a form with files as it comes in: what is over the limits is read past, not kept, so that the answer reaches the
 * browser and says so beside the words that were typed.
 */
final class UploadReader {

    /** Files of one message. */
    static final int MOST_FILES = 10;
    /** Bytes of all files of one message. */
    static final int LARGEST_FILES = 20 * 1024 * 1024;

    private static final int LONGEST_FIELD = 200_000;
    /** Bytes that are read past before the connection is given up. */
    private static final long LARGEST_BODY = 200L * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("(?i)[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)[;\\s]filename=\"([^\"]*)\"");

    private final Map<String, String> fields = new HashMap<>();
    private final List<NewAttachment> files = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long read;
    private int kept;
    private boolean tooMuch;

    private final int largest;

    /** @param largest bytes of files that are kept */
    private UploadReader(int largest) {
        this.largest = largest;
    }

    /** A part's head. */
    private record Part(String name, String file, String type) {}

    /**
     * @param contentType of the form, with its boundary
     * @throws IOException if the connection ends, the form is not whole, or it is too large even to be read past
     */
    static Upload read(InputStream body, String contentType) throws IOException {
        return read(body, contentType, LARGEST_FILES);
    }

    /** @return the words alone of a form that is not taken, so that its writer gets them back */
    static String words(InputStream body, String contentType) throws IOException {
        return read(body, contentType, 0).text();
    }

    private static Upload read(InputStream body, String contentType, int largest) throws IOException {
        UploadReader reader = new UploadReader(largest);
        MimeConfig config =
                MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderCount(100).build();
        MimeTokenStream stream = new MimeTokenStream(config);
        try {
            stream.parseHeadless(body, contentType);
            reader.walk(stream);
        } catch (MimeException e) {
            throw new IOException("the form cannot be read", e);
        }
        return new Upload(
                reader.fields.get("form"),
                reader.fields.get("once"),
                reader.fields.getOrDefault("text", ""),
                reader.tooMuch ? List.of() : reader.files,
                reader.tooMuch);
    }

    private void walk(MimeTokenStream stream) throws IOException, MimeException {
        String disposition = "";
        String type = null;
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_START_BODYPART) {
                // A file that is a mail or a web archive stays one file.
                stream.setRecursionMode(RecursionMode.M_FLAT);
                disposition = "";
                type = null;
            } else if (state == EntityState.T_FIELD) {
                Field field = stream.getField();
                if (field.getName().equalsIgnoreCase("Content-Disposition")) {
                    disposition = raw(field);
                } else if (field.getName().equalsIgnoreCase("Content-Type")) {
                    type = field.getBody().strip();
                }
            } else if (state == EntityState.T_BODY) {
                take(new Part(find(NAME, disposition), find(FILE, disposition), type), stream.getInputStream());
            }
        }
    }

    private void take(Part part, InputStream body) throws IOException {
        if (part.file() == null) {
            byte[] bytes = bytes(body, LONGEST_FIELD);
            if (part.name() != null) {
                fields.put(part.name(), new String(bytes, StandardCharsets.UTF_8));
            }
            return;
        }
        int left = files.size() < MOST_FILES && !tooMuch ? largest - kept : 0;
        long before = read;
        byte[] bytes = bytes(body, left);
        if (read - before > left) {
            tooMuch = true;
            files.clear();
        } else if (bytes.length > 0 || !part.file().isEmpty()) {
            kept += bytes.length;
            files.add(new NewAttachment(
                    FileNames.safe(part.file().replace("%22", "\""), "file", names),
                    part.type() == null ? "application/octet-stream" : part.type(),
                    null,
                    bytes));
            tooMuch |= files.size() > MOST_FILES;
        }
    }

    /** @return as much as is kept of it; the rest is read past */
    private byte[] bytes(InputStream body, int most) throws IOException {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            read += n;
            if (read > LARGEST_BODY) {
                throw new IOException("more than " + LARGEST_BODY + " bytes were sent");
            }
            collected.write(buffer, 0, Math.max(0, Math.min(n, most - collected.size())));
        }
        return collected.toByteArray();
    }

    /** Browsers write names as UTF-8, which mail does not. */
    private static String raw(Field field) {
        ByteSequence raw = field.getRaw();
        return raw == null ? field.getBody() : new String(raw.toByteArray(), StandardCharsets.UTF_8);
    }

    private static String find(Pattern pattern, String in) {
        Matcher matcher = pattern.matcher(in);
        return matcher.find() ? matcher.group(1) : null;
    }
}

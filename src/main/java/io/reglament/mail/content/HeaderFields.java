package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The header of a mail or a part, in order, decoded where it is read. */
public final class HeaderFields {

    /** A field as it reads: unfolded, encoded words as they are. */
    record Named(String name, String value) {}

    /** @param value raw bytes after the colon, folded as received */
    record RawField(String name, byte[] value) {}

    private final List<RawField> fields;
    private final String likelyCharset;

    HeaderFields(List<RawField> fields, String likelyCharset) {
        this.fields = List.copyOf(fields);
        this.likelyCharset = likelyCharset;
    }

    /** @param likely charset of raw 8-bit values that are not UTF-8; null if unknown */
    HeaderFields withLikelyCharset(String likely) {
        return new HeaderFields(fields, likely);
    }

    /** @return the first value, unfolded, encoded words as they are */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** @return all values, unfolded, encoded words as they are */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (RawField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(unfold(field));
            }
        }
        return values;
    }

    /** @return the fields of these names, from the top */
    List<Named> inOrder(Set<String> names) {
        return fields.stream()
                .filter(field -> names.stream().anyMatch(field.name()::equalsIgnoreCase))
                .map(field -> new Named(field.name(), unfold(field)))
                .toList();
    }

    /** @return the first value for people to read: decoded, one line; empty string if there is none */
    String text(String name, int most) {
        return CleanText.line(Cyrillic.repaired(EncodedWords.decode(first(name).orElse(""))), most);
    }

    public boolean has(String name) {
        return fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(name));
    }

    /** @return whether any field's name begins so, compared without case */
    public boolean hasPrefix(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        return fields.stream().anyMatch(f -> f.name().toLowerCase(Locale.ROOT).startsWith(lower));
    }

    /** @return whether the header names nothing at all */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    private String unfold(RawField field) {
        return Charsets.decode(field.value(), null, likelyCharset)
                .replaceAll("[\\r\\n]+[ \\t]*", " ")
                .strip();
    }
}

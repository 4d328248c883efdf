package io.reglament.mail.content;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the name of an attachment safe on any system (mail rule PA-6). */
public final class FileNames {

    private static final int LONGEST = 150;
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    /** Path separators, what Windows forbids, controls, and marks that turn the writing direction. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufffd]");

    private FileNames() {}

    /** @param taken names of the same mail so far; the result is added, numbered where it was taken */
    public static String safe(String name, String fallback, Set<String> taken) {
        String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = Normalizer.normalize(
                        UNSAFE.matcher(CleanText.line(last, 1000)).replaceAll(""), Normalizer.Form.NFC)
                .replaceAll("^[. ]+|[. ]+$", "");
        if (safe.isEmpty()) {
            safe = fallback;
        }
        if (RESERVED.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        safe = shorten(safe);
        String unique = safe;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            int dot = dot(safe);
            unique = safe.substring(0, dot) + "-" + i + safe.substring(dot);
        }
        return unique;
    }

    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String extension = name.substring(dot(name));
        int keep = LONGEST - extension.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(keep - 1)) ? keep - 1 : keep) + extension;
    }

    private static int dot(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 || name.length() - dot > 20 ? name.length() : dot;
    }
}

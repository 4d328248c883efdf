package io.reglament.local.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the web addresses in plain text, as every mail client does. */
final class LinkedText {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"«»]*[^\\s<>\"«».,;:!?)\\]}']");

    private LinkedText() {}

    /** @param link null for mere text, else the same as {@code text} */
    record Piece(String text, String link) {}

    static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            pieces.add(new Piece(text.substring(end, link.start()), null));
            pieces.add(new Piece(link.group(), link.group()));
            end = link.end();
        }
        pieces.add(new Piece(text.substring(end), null));
        return pieces;
    }
}

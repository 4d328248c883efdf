package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * The words that the writer of a reply added, without what the mail program quoted: only a view for rules and people, the
 * whole text is kept (mail rule PA-13).
 */
public final class ReplyText {

    /** What stands for the forwarded part: rules must know that somebody else's words follow. */
    private static final String FORWARDED = "[forwarded message]";

    private static final Pattern FORWARD_SUBJECT = Pattern.compile(
            "(?iu)^\\s*(fwd?|wg|tr|rv|i|enc|doorst|pd|пересл|переслать|转发|轉寄|転送)\\s?(\\[\\d{1,3}])?\\s?[:：].*");

    private ReplyText() {}

    /**
     * @return the words that the mail itself adds, for people: everything where nothing else would be left, and always of
     *     a forward
     */
    public static String own(ParsedMail mail) {
        if (isForward(mail)) {
            return mail.text();
        }
        String own = withoutQuotes(mail);
        return own.isEmpty() ? mail.text() : own;
    }

    /**
     * @return the words that the mail itself adds, for rules: without signature and disclaimer, empty where it adds none;
     *     of a forward what stands above, and that it is one
     */
    public static String words(ParsedMail mail) {
        String own = SignOff.remove(withoutQuotes(mail));
        return isForward(mail) ? (own + "\n" + FORWARDED).strip() : own;
    }

    /** @return what the writer of the text added to what it quotes; the whole text where nothing else would be left */
    public static String own(String text) {
        String own = withoutQuotes(text);
        return own.isEmpty() ? text.strip() : own;
    }

    private static boolean isForward(ParsedMail mail) {
        return FORWARD_SUBJECT.matcher(mail.subject()).matches()
                || mail.text().lines().limit(200).anyMatch(line -> QuoteMarks.beginsForward(line.strip()));
    }

    private static String withoutQuotes(ParsedMail mail) {
        if (!mail.textFromHtml() || mail.html() == null) {
            return withoutQuotes(mail.text());
        }
        Document html = Jsoup.parse(mail.html());
        for (Element mark : html.select("[id$=divRplyFwdMsg], [id$=appendonsend]")) {
            removeFrom(mark);
        }
        // Who answers below the quote, still within its frame, would be lost with the frame.
        for (Element frame : html.select(".gmail_quote, .yahoo_quoted, .protonmail_quote")) {
            if (frame.select("blockquote").isEmpty()) {
                frame.remove();
            }
        }
        html.select("blockquote, .gmail_attr, .moz-cite-prefix").remove();
        return withoutQuotes(HtmlText.of(html.outerHtml()));
    }

    /** Removes the element and everything that comes after it in the document. */
    private static void removeFrom(Element mark) {
        for (Node node = mark; node.parent() != null && !(node instanceof Document); node = node.parent()) {
            for (Node after = node.nextSibling(); after != null; ) {
                Node next = after.nextSibling();
                after.remove();
                after = next;
            }
        }
        mark.remove();
    }

    private static String withoutQuotes(String text) {
        String[] lines = text.split("\n", -1);
        List<String> kept = new ArrayList<>();
        int i = 0;
        while (i < lines.length) {
            int introduction = QuoteMarks.introduction(lines, i);
            if (introduction > 0) {
                i += introduction;
                if (!quoteFollows(lines, i)) {
                    break;
                }
            } else if (QuoteMarks.beginsMessage(lines, i)) {
                break;
            } else {
                if (!isQuoted(lines[i])) {
                    kept.add(lines[i]);
                }
                i++;
            }
        }
        return String.join("\n", kept).strip();
    }

    /** Where each quoted line is marked, the writer may go on below; else everything below is quoted. */
    private static boolean quoteFollows(String[] lines, int from) {
        for (int i = from; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                return isQuoted(lines[i]);
            }
        }
        return false;
    }

    private static boolean isQuoted(String line) {
        return line.stripLeading().startsWith(">");
    }
}

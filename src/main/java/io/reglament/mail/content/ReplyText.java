package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** What mail programs put around what they quote. */
    private static final Pattern MARKED =
            Pattern.compile("(?i)<blockquote|gmail_quote|yahoo_quoted|protonmail_quote|divRplyFwdMsg|appendonsend");

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

    /**
     * What people see of a message at first, and what is folded.
     *
     * @param own the whole text where nothing else would be left, and always of a forward
     * @param quoted null where nothing is folded
     */
    public record Parts(String own, String quoted) {}

    /**
     * @param html as received; null if there is none
     * @return the message's words in two parts
     */
    public static Parts parts(String subject, String text, String html) {
        if (isForward(subject, text)) {
            return new Parts(text, null);
        }
        Parts byLines = byLines(text);
        if (byLines.quoted() == null && html != null && MARKED.matcher(html).find()) {
            // What only the HTML marks as quoted stands at the end of its text.
            String own = withoutQuotesOfHtml(html);
            String whole = text.strip();
            if (!own.isEmpty() && own.length() < whole.length() && whole.startsWith(own)) {
                return new Parts(own, whole.substring(own.length()).strip());
            }
        }
        return byLines.own().isEmpty() ? new Parts(text, null) : byLines;
    }

    /** @return the own part; the whole text where nothing else would be left */
    public static String own(String text) {
        String own = withoutQuotes(text);
        return own.isEmpty() ? text.strip() : own;
    }

    /** @return whether the mail passes on what somebody else wrote */
    public static boolean isForward(ParsedMail mail) {
        return isForward(mail.subject(), mail.text());
    }

    private static boolean isForward(String subject, String text) {
        return FORWARD_SUBJECT.matcher(subject).matches()
                || text.lines().limit(200).anyMatch(line -> QuoteMarks.beginsForward(line.strip()));
    }

    private static String withoutQuotes(ParsedMail mail) {
        if (!mail.textFromHtml() || mail.html() == null) {
            return withoutQuotes(mail.text());
        }
        return withoutQuotesOfHtml(mail.html());
    }

    private static String withoutQuotesOfHtml(String source) {
        Document html = Jsoup.parse(source);
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
        return byLines(text).own();
    }

    private static Parts byLines(String text) {
        String[] lines = text.split("\n", -1);
        List<String> kept = new ArrayList<>();
        List<String> quoted = new ArrayList<>();
        int i = 0;
        while (i < lines.length) {
            int introduction = QuoteMarks.introduction(lines, i);
            if (introduction > 0) {
                quoted.addAll(Arrays.asList(lines).subList(i, i + introduction));
                i += introduction;
                if (!quoteFollows(lines, i)) {
                    break;
                }
            } else if (QuoteMarks.beginsMessage(lines, i)) {
                break;
            } else {
                (isQuoted(lines[i]) ? quoted : kept).add(lines[i]);
                i++;
            }
        }
        quoted.addAll(Arrays.asList(lines).subList(i, lines.length));
        String rest = String.join("\n", quoted).strip();
        return new Parts(String.join("\n", kept).strip(), rest.isEmpty() ? null : rest);
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

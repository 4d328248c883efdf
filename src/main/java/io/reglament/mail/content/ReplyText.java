package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The words that the writer of a reply added, without what the mail program quoted below: only a view for rules and
 * people, the whole text is kept (mail rule PA-13).
 */
public final class ReplyText {

    /** Each pattern is linear: one alternative per line, no nested repetition. */
    private static final List<Pattern> QUOTE_BEGINS = List.of(
            Pattern.compile(
                    "(?iu)^-{2,}\\s*(original message|исходное сообщение|пересылаемое сообщение|forwarded message).*"),
            Pattern.compile("(?iu)^_{10,}$"),
            Pattern.compile("(?iu)^(from|от|von|de)\\s?:\\s.*@.*"),
            Pattern.compile("(?iu)^(on|am|le)\\s.{4,200}(wrote|schrieb.{0,80}|a écrit)\\s?:$"),
            Pattern.compile("(?iu)^.{0,200}(пишет|писал|писала|написал|написала|написал\\(а\\))\\s?:$"),
            Pattern.compile("(?iu)^.{0,200}<[^<>\\s]+@[^<>\\s]+>\\s?(wrote|пишет)?\\s?:$"),
            Pattern.compile("(?iu)^\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}.{0,200}@.{0,100}:$"));

    /** Beginnings of an introduction that programs break over two lines. */
    private static final Pattern INTRODUCTION = Pattern.compile(
            "(?iu)^(on|am|le|\\d{1,2}[./ ]|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница"
                    + "|суббота|воскресенье)\\b?.{0,300}");

    private static final Pattern SENDER_LINE = Pattern.compile("(?iu)^(from|от|von|de)\\s?:\\s.*");
    private static final Pattern NEXT_FIELD =
            Pattern.compile("(?iu)^(sent|to|date|subject|кому|отправлено|дата|тема|gesendet|an|envoyé|à)\\s?:.*");

    private ReplyText() {}

    /** @return the words that the mail itself adds */
    public static String own(ParsedMail mail) {
        if (mail.textFromHtml() && mail.html() != null) {
            Document html = Jsoup.parse(mail.html());
            for (Element mark : html.select("#divRplyFwdMsg, #appendonsend")) {
                for (Element after = mark; after != null; ) {
                    Element next = after.nextElementSibling();
                    after.remove();
                    after = next;
                }
            }
            html.select("blockquote, .gmail_quote, .yahoo_quoted, .moz-cite-prefix")
                    .remove();
            String own = own(HtmlText.of(html.outerHtml()));
            return own.isEmpty() ? mail.text() : own;
        }
        return own(mail.text());
    }

    /** @return the top part; the whole text where nothing else would be left */
    static String own(String text) {
        List<String> kept = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            String next = i + 1 < lines.length ? lines[i + 1].strip() : "";
            boolean introduction = beginsQuote(line)
                    || INTRODUCTION.matcher(line).matches() && beginsQuote(line + " " + next)
                    || SENDER_LINE.matcher(line).matches()
                            && NEXT_FIELD.matcher(next).matches();
            if (introduction) {
                break;
            }
            if (!line.startsWith(">")) {
                kept.add(lines[i]);
            }
        }
        String own = String.join("\n", kept).strip();
        return own.isEmpty() ? text.strip() : own;
    }

    private static boolean beginsQuote(String line) {
        return QUOTE_BEGINS.stream().anyMatch(p -> p.matcher(line).matches());
    }
}

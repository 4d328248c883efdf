package io.reglament.mail.content;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines by which mail programs introduce what they quote, in German, English, French, Spanish, Italian, Dutch,
 * Polish, Russian, Chinese and Japanese. Each pattern is tried on one line of bounded length, and none repeats a
 * repetition: the effort stays linear in the length of the mail.
 */
final class QuoteMarks {

    /** An introduction is no longer, and programs break it at most twice. */
    private static final int LONGEST = 400;

    private static final int MOST_LINES = 3;

    private static final Pattern FORWARD = Pattern.compile("(?iu)^-{2,}\\s?(forwarded message|пересылаемое сообщение"
            + "|пересланное сообщение|weitergeleitete nachricht|message transféré|mensaje reenviado"
            + "|messaggio inoltrato|doorgestuurd bericht|wiadomość przekazana|转发邮件|转发的邮件|転送メッセージ).*"
            + "|^(begin forwarded message|начало переадресованного сообщения|anfang der weitergeleiteten nachricht"
            + "|début du message réexpédié|inicio del mensaje reenviado|inizio messaggio inoltrato):$");

    private static final Pattern MESSAGE = Pattern.compile("(?iu)^-{2,}\\s?(original message|исходное сообщение"
            + "|оригинальное сообщение|ursprüngliche nachricht|originalnachricht|message d'origine"
            + "|message d’origine|mensaje original|messaggio originale|oorspronkelijk bericht|oryginalna wiadomość"
            + "|wiadomość oryginalna|原始邮件|原始郵件|邮件原件|元のメッセージ).*");

    private static final Pattern UNDERSCORES = Pattern.compile("^_{10,}$");

    /** The first field of the head that Outlook puts above what it quotes. */
    private static final Pattern FROM =
            Pattern.compile("(?iu)^\\*?(from|от|отправитель|von|de|da|van|od|发件人|寄件者|差出人)\\*?\\s?[:：].*");

    private static final Pattern FIELD = Pattern.compile("(?iu)^\\*?(sent|date|to|cc|subject|отправлено|дата|кому|копия"
            + "|тема|gesendet|datum|an|betreff|envoyé|à|objet|enviado|enviado el|para|asunto|fecha|inviato|oggetto|data"
            + "|verzonden|aan|onderwerp|wysłano|do|temat|发送时间|日期|收件人|主题|送信日時|日時|宛先|件名)\\*?\\s?[:：].*");

    private static final List<Pattern> INTRODUCTIONS = List.of(
            Pattern.compile("(?iu)^on\\s.{1,300}\\swrote\\s?:$"),
            Pattern.compile("(?iu)^am\\s.{1,300}\\sschrieb(\\s.{1,200})?\\s?:$"),
            Pattern.compile("(?iu)^le\\s.{1,300}\\sa écrit\\s?:$"),
            Pattern.compile("(?iu)^el\\s.{1,300}\\sescribió\\s?:$"),
            Pattern.compile("(?iu)^il\\s.{1,300}\\sha scritto\\s?:$"),
            Pattern.compile("(?iu)^op\\s.{1,300}\\sschreef(\\s.{1,200})?\\s?:$"),
            Pattern.compile("(?iu)^.{1,300}\\s(pisze|napisał|napisała|napisał\\(a\\))\\s?:$"),
            Pattern.compile("(?iu)^.{2,300}\\s(пишет|писал|писала|писал\\(а\\)|написал|написала|написал\\(а\\))\\s?:$"),
            Pattern.compile("(?iu)^.{2,300}(写道|寫道|のメール|書きました|書いた)\\s?[:：]$"),
            Pattern.compile("(?iu)^.{0,300}<[^<>\\s]{1,200}@[^<>\\s]{1,200}>(\\s(wrote|пишет))?\\s?[:：]$"),
            Pattern.compile("(?iu)^\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}.{0,200}@.{0,100}:$"));

    /** How an introduction begins that goes on in the next line. */
    private static final Pattern BEGINNING = Pattern.compile("(?iu)^(on|am|le|el|il|op|w dniu|\\d{1,2}[./ ]|20\\d\\d"
            + "|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|в |в:)"
            + "(?![\\p{L}]).{0,300}|(?iu)^(w dniu|在|于) ?.{0,300}");

    private QuoteMarks() {}

    /** @return whether somebody else's mail begins here, passed on */
    static boolean beginsForward(String line) {
        return line.length() <= LONGEST && FORWARD.matcher(line).matches();
    }

    /** @return whether everything from this line on is the mail that is answered or passed on */
    static boolean beginsMessage(String[] lines, int at) {
        String line = lines[at].strip();
        if (line.length() > LONGEST) {
            return false;
        }
        if (beginsForward(line) || MESSAGE.matcher(line).matches()) {
            return true;
        }
        return UNDERSCORES.matcher(line).matches() ? headFollows(lines, at + 1) : isHead(lines, at);
    }

    /** @return how many lines from this one on introduce a quotation; 0 if none does */
    static int introduction(String[] lines, int at) {
        StringBuilder joined = new StringBuilder();
        for (int count = 1; count <= MOST_LINES && at + count <= lines.length; count++) {
            joined.append(count == 1 ? "" : " ").append(lines[at + count - 1].strip());
            String text = joined.toString();
            if (text.length() > LONGEST || text.startsWith(">")) {
                return 0;
            }
            if (INTRODUCTIONS.stream().anyMatch(p -> p.matcher(text).matches())) {
                return count;
            }
            if (!BEGINNING.matcher(text).matches()) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean headFollows(String[] lines, int from) {
        for (int i = from; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                return isHead(lines, i);
            }
        }
        return false;
    }

    /** A line "From: …" alone may be the writer's own; with a second field of a head right below it is none. */
    private static boolean isHead(String[] lines, int at) {
        String line = lines[at].strip();
        if (line.length() > LONGEST || !FROM.matcher(line).matches()) {
            return false;
        }
        for (int i = at + 1; i < lines.length && i <= at + 2; i++) {
            String next = lines[i].strip();
            if (next.length() <= LONGEST && FIELD.matcher(next).matches()) {
                return true;
            }
        }
        return line.contains("@");
    }
}

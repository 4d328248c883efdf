package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the end of a letter off, for rules that read what it says: signature, telephone's advertisement, lawyers'
 * warning. In doubt a line stays: who confirms above the signature and doubts below it has not confirmed.
 */
final class SignOff {

    private static final int LONGEST_LINE = 90;
    private static final int MOST_LINES = 10;

    private static final Pattern FAREWELL = Pattern.compile("(?iu:с уважением|с наилучшими пожеланиями|всего доброго"
            + "|best regards|kind regards|with kind regards|regards|best|sincerely|yours|yours sincerely|cheers"
            + "|mit freundlichen grüßen)[,.!]?( \\p{Lu}[\\p{L}.-]{0,30}){0,3}[,.!]?");

    private static final Pattern DEVICE = Pattern.compile("(?iu)^(отправлено (с|из|от) .{1,80}|sent from .{1,80}"
            + "|sent with .{1,80}|get outlook for .{1,40}|скачать outlook .{1,40}|von meinem .{1,40} gesendet)$");

    private static final Pattern WARNING = Pattern.compile(
            "(?iu)^(настоящее|данное|это) (электронное )?"
                    + "(сообщение|письмо) .{0,2000}|^(this|the information in this) (e-?mail|message) .{0,2000}"
                    + "|^(confidentiality notice|disclaimer|внимание! ?данное сообщение|уведомление о конфиденциальности).{0,2000}");

    /** What makes such a sentence a warning of the lawyers, not a sentence of the writer's. */
    private static final Pattern LAWYERS = Pattern.compile(
            "(?iu)конфиденциальн|предназначен[оы]|адресат|confidential|intended (for|recipient)|privileged");

    /** What no signature says: such a line below a farewell belongs to the letter. */
    private static final Pattern SPEECH =
            Pattern.compile("(?iu).*(?<![\\p{L}])(не|ни|нет|но|ещё|еще|если|кроме|только|ошибк"
                    + "\\p{L}{0,5}|проблем\\p{L}{0,5}|вопрос\\p{L}{0,5}|просьба|прошу|посмотрите|когда|почему|где|как|печат\\p{L}{0,5}"
                    + "|not|but|still|except|only|error|problem|issue|question|could|can|would|however|please|when|why|how)"
                    + "(?![\\p{L}]).*|.*[?].*|^(p\\.? ?s\\.?|пс|з\\.? ?ы\\.?|постскриптум)(?![\\p{L}]).*");

    private SignOff() {}

    /** @return the letter without its end */
    static String remove(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean farewell = line.equals("--") || FAREWELL.matcher(line).matches();
            boolean ends = lines.get(i).equals("-- ") || isWarning(line);
            if (ends || farewell && isSignature(lines.subList(i + 1, lines.size()))) {
                lines = lines.subList(0, i);
            }
        }
        lines.removeIf(line -> DEVICE.matcher(line.strip()).matches());
        return String.join("\n", lines).strip();
    }

    private static boolean isSignature(List<String> lines) {
        List<String> written = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !DEVICE.matcher(line).matches())
                .takeWhile(line -> !isWarning(line) && !line.equals("--"))
                .toList();
        return written.size() <= MOST_LINES
                && written.stream()
                        .allMatch(line -> line.length() <= LONGEST_LINE
                                && !SPEECH.matcher(line).matches());
    }

    private static boolean isWarning(String line) {
        return WARNING.matcher(line).matches() && LAWYERS.matcher(line).find();
    }
}

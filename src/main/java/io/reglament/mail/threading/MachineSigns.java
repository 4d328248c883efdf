package io.reglament.mail.threading;

import io.reglament.mail.content.HeaderFields;
import io.reglament.mail.content.ParsedMail;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a mail's header says about having been sent by a machine (mail rules AU-1 … AU-4).
 *
 * @param bounce a delivery report
 * @param automatic an answer that no person wrote (RFC 3834): never answered, changes no state
 * @param generated mail that a program sent of its own accord, such as an alarm or a web form: may open a request
 * @param vacation soft signs of an automatic answer; decisive only where the mail answers one of ours
 * @param unanswerable by a list, or asks not to be answered automatically
 */
public record MachineSigns(
        boolean bounce, boolean automatic, boolean generated, boolean vacation, boolean unanswerable) {

    private static final Pattern MAIL_SYSTEM =
            Pattern.compile("(mailer-daemon|postmaster)@.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL_SYSTEM_NAME =
            Pattern.compile("mail delivery (sub)?system", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOBODY = Pattern.compile(
            "(owner-.*|.*-request|no-?reply.*|do-?not-?reply.*|bounces?([+-].*)?)@.*", Pattern.CASE_INSENSITIVE);
    private static final List<String> VACATION_FIELDS =
            List.of("X-Autoreply", "X-Autorespond", "X-Autoreply-From", "X-Mail-Autoreply");

    public static MachineSigns of(ParsedMail mail) {
        HeaderFields headers = mail.headers();
        String autoSubmitted = value(headers, "Auto-Submitted").replaceAll("[;\\s].*", "");
        boolean declared = !autoSubmitted.isEmpty() && !autoSubmitted.equals("no");
        boolean report = mail.mimeType().equals("multipart/report")
                || mail.partTypes().contains("message/feedback-report")
                || mail.partTypes().contains("message/disposition-notification");
        boolean bounce = mail.partTypes().contains("message/delivery-status")
                || mail.partTypes().contains("text/rfc822-headers")
                || headers.has("X-Failed-Recipients")
                || isMailSystem(mail);
        boolean nullSender = headers.first("Return-Path")
                .map(v -> v.replaceAll("\\s", "").equals("<>"))
                .orElse(false);
        boolean generated = autoSubmitted.equals("auto-generated") && !report && !bounce && !nullSender;
        return new MachineSigns(
                bounce,
                !generated && !bounce && (declared || report || nullSender),
                generated,
                isVacation(headers),
                generated || isUnanswerable(mail));
    }

    private static boolean isMailSystem(ParsedMail mail) {
        return mail.sender() != null
                && (MAIL_SYSTEM.matcher(mail.sender().email()).matches()
                        || mail.sender().name() != null
                                && MAIL_SYSTEM_NAME
                                        .matcher(mail.sender().name())
                                        .find());
    }

    private static boolean isVacation(HeaderFields headers) {
        return VACATION_FIELDS.stream().anyMatch(headers::has)
                || value(headers, "Precedence").equals("auto_reply")
                || value(headers, "X-Precedence").equals("auto_reply")
                || value(headers, "X-Apple-Action").equals("vacation");
    }

    private static boolean isUnanswerable(ParsedMail mail) {
        HeaderFields headers = mail.headers();
        String suppress = value(headers, "X-Auto-Response-Suppress");
        return isVacation(headers)
                || List.of("bulk", "junk", "list").contains(value(headers, "Precedence"))
                || List.of("bulk", "junk", "list").contains(value(headers, "X-Precedence"))
                || headers.hasPrefix("List-")
                || headers.has("X-Loop")
                || headers.has("X-MS-Exchange-Inbox-Rules-Loop")
                || suppress.matches(".*\\b(all|oof|autoreply)\\b.*")
                || mail.sender() != null
                        && NOBODY.matcher(mail.sender().email()).matches();
    }

    private static String value(HeaderFields headers, String name) {
        return headers.first(name).orElse("").strip().toLowerCase(Locale.ROOT);
    }
}

package io.reglament.mail.inbox;

import io.reglament.mail.MailTriage;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.outbox.OutboundMail;
import io.reglament.mail.outbox.OutboundMails;
import io.reglament.mail.threading.RequestThreads.Evidence;
import io.reglament.mail.threading.RequestThreads.Found;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What a delivery report (RFC 3464) means for the mail that it is about (mail rule AU-9). */
@Component
class DeliveryReports {

    private static final Pattern FAILED = Pattern.compile("(?im)^action:\\s*failed\\b");
    private static final Pattern PERMANENT = Pattern.compile("(?im)^status:\\s*(5\\.\\d{1,3}\\.\\d{1,3})");

    private final OutboundMails outbound;
    private final MailTriage triage;
    private final Archive archive;

    DeliveryReports(OutboundMails outbound, MailTriage triage, Archive archive) {
        this.outbound = outbound;
        this.triage = triage;
        this.archive = archive;
    }

    /** Acts only on a report that carries our signed id: anybody can write a report. */
    void read(ParsedMail report, Found thread, String cause) {
        Matcher status = PERMANENT.matcher(report.report());
        if (thread.evidence() != Evidence.TOKEN
                || !FAILED.matcher(report.report()).find()
                || !status.find()) {
            return;
        }
        if (outbound.bounced(thread.outboundId(), "reported undeliverable: " + status.group(1))) {
            archive.add(
                    thread.request().id(),
                    Archive.SYSTEM,
                    ArchiveEntry.Kind.DELIVERY,
                    cause,
                    "reported undeliverable: " + status.group(1));
            if (outbound.find(thread.outboundId()).filter(OutboundMail::toStaff).isEmpty()) {
                triage.undeliverable(
                        thread.outboundId(),
                        thread.request().product(),
                        thread.request().number());
            }
        }
    }
}

package io.reglament.mail.inbox;

import io.reglament.mail.MailTriage;
import io.reglament.mail.budget.UndeliverableAddresses;
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

    private static final Pattern DELAYED = Pattern.compile("(?im)^status:\\s*(4\\.\\d{1,3}\\.\\d{1,3})");
    private static final String BAD_ADDRESS = "5.1.";

    private final OutboundMails outbound;
    private final UndeliverableAddresses addresses;
    private final MailTriage triage;
    private final Archive archive;

    DeliveryReports(OutboundMails outbound, UndeliverableAddresses addresses, MailTriage triage, Archive archive) {
        this.addresses = addresses;
        this.outbound = outbound;
        this.triage = triage;
        this.archive = archive;
    }

    /**
     * Acts only on a report that carries our signed id: anybody can write a report. What only says that the mail is
     * delayed is noted; a dead address is marked for this request, and a person reaches the customer in another way.
     */
    void read(ParsedMail report, Found thread, String cause) {
        if (thread.evidence() != Evidence.TOKEN) {
            return;
        }
        Matcher failure = PERMANENT.matcher(report.report());
        if (!FAILED.matcher(report.report()).find() || !failure.find()) {
            Matcher delay = DELAYED.matcher(report.report());
            if (delay.find()) {
                note(thread, cause, "reported delayed: " + delay.group(1));
            }
            return;
        }
        String status = failure.group(1);
        if (!outbound.bounced(thread.outboundId(), "reported undeliverable: " + status)) {
            return;
        }
        note(thread, cause, "reported undeliverable: " + status);
        if (status.startsWith(BAD_ADDRESS)) {
            addresses.mark(thread.outboundId(), status);
        }
        if (outbound.find(thread.outboundId()).filter(OutboundMail::toStaff).isEmpty()) {
            triage.undeliverable(
                    thread.outboundId(),
                    thread.request().product(),
                    thread.request().number());
        }
    }

    private void note(Found thread, String cause, String text) {
        archive.add(thread.request().id(), Archive.SYSTEM, ArchiveEntry.Kind.DELIVERY, cause, text);
    }
}

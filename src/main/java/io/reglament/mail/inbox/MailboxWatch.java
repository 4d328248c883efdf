package io.reglament.mail.inbox;

import io.reglament.mail.inbox.MailIncidents.Kind;
import io.reglament.mail.inbox.MailboxReader.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operators what its reader meets in one mailbox, and takes it back when it is over. Never throws: who cannot
 * tell must read on all the same, and tells at the next occasion.
 */
final class MailboxWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);

    private final Place place;
    private final MailIncidents incidents;
    private final Duration standsStillAfter;
    private final Clock clock;
    private Instant failingSince;
    /** At the start, what another process has told may be open. */
    private boolean stillnessMayBeOpen = true;

    private boolean gapsMayBeOpen = true;
    private long toldValidity;

    MailboxWatch(Place place, MailIncidents incidents, Duration standsStillAfter, Clock clock) {
        this.place = place;
        this.incidents = incidents;
        this.standsStillAfter = standsStillAfter;
        this.clock = clock;
    }

    /** The mailbox cannot be read now. */
    void failed(Throwable problem) {
        Instant now = clock.instant();
        failingSince = failingSince == null ? now : failingSince;
        if (!now.isBefore(failingSince.plus(standsStillAfter))) {
            stillnessMayBeOpen = true;
            quietly(() -> incidents.open(
                    place.mailbox(),
                    place.product(),
                    Kind.STANDS_STILL,
                    "not read since " + failingSince + ": " + problem));
        }
    }

    /** Another node has the mailbox, and tells how it is. */
    void elsewhere() {
        failingSince = null;
    }

    /** The mailbox was read. */
    void read() {
        failingSince = null;
        if (stillnessMayBeOpen && quietly(() -> incidents.end(place.mailbox(), Kind.STANDS_STILL))) {
            stillnessMayBeOpen = false;
        }
    }

    /** The server's numbers are others than those of the ledger. */
    void renumbered(long before, long now) {
        if (toldValidity != now) {
            gapsMayBeOpen = true;
            if (quietly(() -> incidents.open(
                    place.mailbox(), place.product(), Kind.UID_VALIDITY, "UIDVALIDITY " + before + " → " + now))) {
                toldValidity = now;
            }
        }
    }

    /**
     * Everything that the server showed was looked at.
     *
     * @param complete whether all of it is in the ledger
     */
    void looked(boolean complete) {
        if (!complete) {
            gapsMayBeOpen = true;
        } else if (gapsMayBeOpen
                && quietly(() -> {
                    incidents.end(place.mailbox(), Kind.NOT_FETCHED);
                    incidents.end(place.mailbox(), Kind.UID_VALIDITY);
                })) {
            gapsMayBeOpen = false;
        }
    }

    private boolean quietly(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The operators could not be told of {}", place.mailbox(), e);
            return false;
        }
    }
}

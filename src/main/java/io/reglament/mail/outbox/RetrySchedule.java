package io.reglament.mail.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The pauses between attempts: those named, then the last one again, until their sum would pass the limit.
 *
 * @param pauses at least one
 */
record RetrySchedule(List<Duration> pauses, Duration giveUpAfter) {

    /**
     * @param failedAttempts 1 or more
     * @return the pause before the next attempt; empty if it is time to give up
     */
    Optional<Duration> pauseAfter(int failedAttempts) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i < failedAttempts; i++) {
            sum = sum.plus(pause(i));
            if (sum.compareTo(giveUpAfter) > 0) {
                return Optional.empty();
            }
        }
        return Optional.of(pause(failedAttempts - 1));
    }

    private Duration pause(int index) {
        return pauses.get(Math.min(index, pauses.size() - 1));
    }
}

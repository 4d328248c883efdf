package io.reglament.request;

import java.time.Instant;

/**
 * A stage of a request (BONUS-10.1-23, BONUS-10.1-24).
 *
 * @param no from 1; together with the request's number it names the stage, e.g. {@code BONUS-2026-000001/1}
 * @param assignee user id; null where its group takes it
 * @param reason why it was returned or dropped; null if it was not
 * @param result what came of it; null before it is done
 */
public record StageView(
        int no, String title, String assignee, String group, Instant dueAt, State state, String reason, String result) {

    /** How far a stage is. */
    public enum State {
        /** Demanded, not begun. */
        PLANNED,
        OPEN,
        /** Handed back by its specialist; the account manager does, assigns or drops it. */
        RETURNED,
        DONE,
        DROPPED
    }

    /** @return whether somebody still has to work on it */
    public boolean isOpen() {
        return state != State.DONE && state != State.DROPPED;
    }
}

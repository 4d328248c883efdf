package io.reglament.acceptance;

/**
 * Where the application is killed. Nothing in it knows of this: a trigger makes PostgreSQL hold the transaction at the
 * point, or the tap in the IMAP line holds the command, until the process is gone.
 */
enum CrashPoint {
    /** The mail is in memory, nothing is stored. */
    AFTER_FETCH("before insert", "crm.inbound_mail", "true"),
    /** Stored and committed; the server has not been told. */
    BEFORE_FLAG(null, null, null),
    /** Being decided: who wrote is known, nothing is decided. */
    AFTER_STORE("before update", "crm.inbound_mail", "new.outcome = 'PENDING'"),
    AFTER_DECISION("after update", "crm.inbound_mail", "new.outcome <> 'PENDING' and old.outcome = 'PENDING'"),
    IN_PROCESS_START("after insert", "act_ru_execution", "true"),
    /** The answer stands in the outbox, uncommitted. */
    AFTER_RENDER("after insert", "crm.outbound_mail", "true"),
    /** An attempt is noted, the mail server was not reached. */
    BEFORE_SMTP("before update", "crm.outbound_mail", "new.state = 'SENDING'"),
    /** The mail server has said 250, which is not written down. */
    AFTER_SMTP_250("before update", "crm.outbound_mail", "new.state = 'SENT'");

    private final String event;
    private final String table;
    private final String condition;

    CrashPoint(String event, String table, String condition) {
        this.event = event;
        this.table = table;
        this.condition = condition;
    }

    boolean isInDatabase() {
        return event != null;
    }

    /** @return SQL that makes the trigger */
    String trigger() {
        return "create trigger crash " + event + " on " + table + " for each row when (" + condition
                + ") execute function crash.reached()";
    }

    /** @return SQL that removes it */
    String noTrigger() {
        return "drop trigger if exists crash on " + table;
    }
}

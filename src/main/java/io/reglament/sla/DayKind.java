package io.reglament.sla;

/** What the production calendar says of a single day, whatever weekday or holiday it is. */
public enum DayKind {
    WORKING,
    OFF,
    /** Worked, but one hour less: Russia's days before public holidays. */
    SHORTENED
}

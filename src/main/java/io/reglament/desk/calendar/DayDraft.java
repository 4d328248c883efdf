package io.reglament.desk.calendar;

/**
 * What a person enters about one day, unchecked.
 *
 * @param day ISO date; the API takes it from the address
 * @param kind {@code OFF}, {@code WORKING} or {@code SHORTENED}
 * @param source who says so, e.g. the decree
 */
record DayDraft(String day, String kind, String source) {}

package io.reglament.request;

import java.time.Instant;

/**
 * One evaluation of a decision table for a request.
 *
 * @param table key of the table, e.g. {@code request-priority}
 * @param tableId the version that decided, as the engine names it
 * @param cause BPMN element that asked
 * @param inputs JSON object, by variable: what the table and those that it requires read
 * @param outputs JSON array of objects, by output: one per row that applied
 * @param rules ids of the rows that applied, separated by commas
 */
public record Decision(
        Instant at, String table, String tableId, String cause, String inputs, String outputs, String rules) {}

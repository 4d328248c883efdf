package io.reglament.request;

/**
 * Somebody's act, as the archive keeps it with each change.
 *
 * @param actor user id, {@code customer:<address>} or {@code system}
 * @param cause BPMN element, DMN row or API action
 * @param reason why, in the person's words; null if nobody was asked
 */
public record Act(String actor, String cause, String reason) {}

package io.reglament.crm;

/**
 * What a person enters about a shift, unchecked.
 *
 * @param product lower-case code
 * @param user user id of somebody of the product's first line
 * @param from ISO date and time; without an offset in the vendor's zone
 * @param to likewise; at most 31 days after {@code from}
 */
public record ShiftDraft(String product, String user, String from, String to) {}

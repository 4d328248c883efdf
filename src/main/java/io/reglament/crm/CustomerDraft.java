package io.reglament.crm;

import java.util.List;

/**
 * What a person enters about a customer, unchecked.
 *
 * @param personType {@code LEGAL} or {@code NATURAL} (OTK-1-02)
 * @param domains mail domains whose every address belongs to the customer; one entry may hold several, separated by
 *     spaces, commas or line ends
 * @param timeZone IANA name, e.g. {@code Europe/Moscow} (C-40)
 * @param country ISO 3166-1 code, whose public holidays count; blank: Russia
 * @param language {@code ru} or {@code en}: of mails to people who are not known yet
 * @param version of the customer that was shown to the person; ignored for a new one
 */
public record CustomerDraft(
        String name,
        String personType,
        List<String> domains,
        String timeZone,
        String country,
        String language,
        Integer version) {}

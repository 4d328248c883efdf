package io.reglament.crm;

import java.util.List;

/**
 * What a person enters about a contract, unchecked.
 *
 * @param product lower-case code
 * @param services codes of the product's services that the contract names; none: all of them
 * @param hours the hours of service in the contract's own words; may be blank
 * @param priority that the contract sets for its requests (P-10); blank: none
 * @param startsOn ISO date, first day
 * @param endsOn ISO date, last day; blank: open
 * @param representativeId contact who confirms closure; null: whoever of the customer is marked so
 * @param curatorId contact who decides for the customer; null: whoever of the customer is marked so
 * @param version of the contract that was shown to the person; ignored for a new one
 */
public record ContractDraft(
        String product,
        String number,
        List<String> services,
        String hours,
        String priority,
        String startsOn,
        String endsOn,
        Long representativeId,
        Long curatorId,
        Integer version) {}

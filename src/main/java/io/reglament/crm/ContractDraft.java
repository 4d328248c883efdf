package io.reglament.crm;

import io.reglament.crm.ProductProfile.SlaGoal;
import java.util.List;
import java.util.Map;

/**
 * What a person enters about a contract, unchecked.
 *
 * @param product lower-case code
 * @param services codes of the product's services that the contract names; none: all of them
 * @param hours of service as in the profile key {@code sla.hours}; blank: the profile's
 * @param timeZone IANA zone of the hours; blank: the customer's
 * @param country ISO 3166, whose public holidays are not served; blank: the customer's
 * @param goals by priority code, each length in ISO 8601 or as {@code 8h}, {@code 30m}; none: the profile's
 * @param warnBefore how long before a deadline people are warned, likewise; blank: the profile's
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
        String timeZone,
        String country,
        Map<String, SlaGoal> goals,
        String warnBefore,
        String priority,
        String startsOn,
        String endsOn,
        Long representativeId,
        Long curatorId,
        Integer version) {}

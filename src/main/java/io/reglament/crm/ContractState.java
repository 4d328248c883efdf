package io.reglament.crm;

import java.time.LocalDate;

/**
 * The contract under which a customer's request for a product stands.
 *
 * @param until last day; null: open
 * @param expired whether it had ended on the day that was asked about, and no other was valid (design: such a request
 *     is registered all the same, and the account managers are told)
 */
public record ContractState(String number, LocalDate until, boolean expired) {}

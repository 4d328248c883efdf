package io.reglament.request;

import java.util.Set;

/**
 * Who hands in what may become a request.
 *
 * @param id user id
 * @param products lower-case codes of the products that the person serves
 * @param admin whether the person may do everything
 */
public record Taker(String id, Set<String> groups, Set<String> products, boolean admin) {}

package io.reglament.crm;

import java.util.Set;

/** Who of a product's first line is on duty now (BONUS-10.1-03, BONUS-10.5-01). */
public interface DutyRoster {

    /**
     * @param product lower-case product code
     * @return user ids; empty if nobody is on duty
     */
    Set<String> onDuty(String product);
}

package io.reglament.request;

/** Who looks after the workplace that a request is about (BONUS-8-02, BONUS-8-03, BONUS-9-10). */
public enum WorkplaceResponsibility {
    CUSTOMER,
    VENDOR
}

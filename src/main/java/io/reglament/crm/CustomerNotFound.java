package io.reglament.crm;

/** No such customer, contact or contract among those that the person may see. */
public class CustomerNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CustomerNotFound(long customerId) {
        super("no customer " + customerId);
    }
}

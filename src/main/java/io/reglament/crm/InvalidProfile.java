package io.reglament.crm;

/** A product profile that breaks a rule; the message names file, key and what is allowed. */
public class InvalidProfile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidProfile(String file, String key, String problem, String allowed) {
        super(file + ": " + key + ": " + problem + "; allowed: " + allowed);
    }
}

package io.reglament.request;

/** Who may be given work. Implemented by {@code process}, where the people are known. */
public interface Assignees {

    /**
     * @param product lower-case product code
     * @return whether the person belongs to the product's specialists
     */
    boolean mayWork(String product, String userId);
}

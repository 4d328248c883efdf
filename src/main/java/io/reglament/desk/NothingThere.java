package io.reglament.desk;

/** Nothing of that kind is there for this person; whether it exists for others is not said. */
public class NothingThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what for the log, e.g. {@code mail 7} */
    public NothingThere(String what) {
        super("there is no " + what);
    }
}

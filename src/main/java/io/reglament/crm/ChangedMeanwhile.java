package io.reglament.crm;

import java.util.List;

/** Somebody else changed it after it had been shown to the person; nothing was changed now. */
public class ChangedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<CustomerEvent> changes;
    private final int version;

    ChangedMeanwhile(int version, List<CustomerEvent> changes) {
        super("now version " + version);
        this.version = version;
        this.changes = List.copyOf(changes);
    }

    /** @return what happened since then, oldest first */
    public List<CustomerEvent> changes() {
        return changes;
    }

    /** @return the version that stands now */
    public int version() {
        return version;
    }
}

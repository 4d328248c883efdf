package io.reglament.process.engine;

import java.util.Locale;

/**
 * What a model file defines and others refer to.
 *
 * @param id id of the process, decision or form
 */
record ModelKey(Kind kind, String id) implements Comparable<ModelKey> {

    enum Kind {
        PROCESS,
        DECISION,
        FORM
    }

    @Override
    public int compareTo(ModelKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    /** @return e.g. {@code process request-lifecycle} */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}

package io.reglament.bench;

/** Something that takes requests from their registration to their end, one per call; called by several threads. */
interface LifeCycle {

    String name();

    /** Puts in place what a number of cycles begins with; not measured. */
    default void prepare(int cycles) {}

    void runOne();
}

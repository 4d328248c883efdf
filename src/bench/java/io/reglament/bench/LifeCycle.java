package io.reglament.bench;

/** Something that takes requests from their registration to their end, one per call; called by several threads. */
interface LifeCycle {

    String name();

    void runOne();
}

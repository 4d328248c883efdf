package io.reglament.desk;

/** A controller of the API on which people enter data: {@link EntryProblems} answers what it refuses. */
public interface DeskApi {}

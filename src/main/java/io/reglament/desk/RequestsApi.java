package io.reglament.desk;

/** A controller of the API of requests outside this package: {@link ApiProblems} answers what all of them refuse. */
public interface RequestsApi {}

package io.reglament.desk;

/** A controller of our own pages behind the sign-in: gets the frame's attributes and headers from {@link PageFrame}. */
public interface DeskPage {}

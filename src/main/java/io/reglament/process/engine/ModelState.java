package io.reglament.process.engine;

import java.util.List;

/**
 * Whether the models are ready.
 *
 * @param ready whether there are live models at all
 * @param current whether the release's models were deployed (those of {@code later} were deployed after them)
 * @param later models that somebody deployed outside of the release, as sentences for a person
 */
record ModelState(boolean ready, boolean current, List<String> later) {

    static final ModelState NONE = new ModelState(false, false, List.of());
    static final ModelState LIVE = new ModelState(true, true, List.of());
}

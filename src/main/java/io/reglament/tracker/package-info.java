/** The vendor's external task tracker, reached over HTTP (src/docs/tracker.md). */
@org.springframework.modulith.ApplicationModule(
        displayName = "Tracker",
        allowedDependencies = {"request"})
package io.reglament.tracker;

package io.reglament;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The module boundaries of design.md section 3, as the {@code package-info} files declare them. */
class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of(Reglament.class);

    @Test
    void modules_use_each_other_only_as_declared() {
        modules.verify();
    }

    @Test
    void the_modules_can_be_drawn() {
        new Documenter(modules).writeDocumentation();
    }
}

package io.reglament;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.ProductProfiles;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
class ApplicationStartTest {

    @Autowired
    ProductProfiles profiles;

    @Test
    void the_application_starts_with_its_product_profiles() {
        assertThat(profiles.all()).isNotEmpty();
    }
}

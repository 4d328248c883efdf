package io.reglament.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.DefaultResourceLoader;

@DisplayName("The installation's name, colour and logo")
class BrandTest {

    @Test
    void a_colour_that_can_be_read_stays_as_it_is() {
        assertThat(BrandColor.of("#0B5394").accent()).isEqualTo("#0b5394");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#ffcc00", "#00ff00", "#0b5394", "#777777", "#000000", "#e91e63"})
    @DisplayName("White letters on the colour, and letters of it on white and on its tint, keep 4.5 : 1 (WCAG AA)")
    void letters_stay_readable(String setting) {
        BrandColor color = BrandColor.of(setting);

        assertThat(contrast(color.accent(), "#ffffff")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(color.accent(), "#f3f5f8")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(color.strong(), color.tint())).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "#12345", "#1234567", "", "red;}body{display:none"})
    void what_is_no_colour_is_refused_with_what_is_allowed(String setting) {
        assertThatThrownBy(() -> BrandColor.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reglament.brand.color")
                .hasMessageContaining("#0b5394");
    }

    @Test
    void a_logo_must_be_a_readable_picture(@TempDir Path folder) throws IOException {
        Path picture = Files.write(folder.resolve("logo.png"), new byte[] {1});
        Path script = Files.write(folder.resolve("logo.svg"), new byte[] {1});

        assertThat(brand("Acme", "file:" + picture).hasLogo()).isTrue();
        assertThat(brand("Acme", "").hasLogo()).isFalse();
        for (String wrong : new String[] {"file:" + script, "file:" + folder.resolve("none.png")}) {
            assertThatThrownBy(() -> brand("Acme", wrong))
                    .hasMessageContaining("reglament.brand.logo")
                    .hasMessageContaining(".png");
        }
        assertThatThrownBy(() -> brand(" ", "")).hasMessageContaining("reglament.brand.name");
    }

    private static Brand brand(String name, String logo) {
        return new Brand(name, "#0b5394", logo, new DefaultResourceLoader());
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16);
        }
        return BrandColor.luminance(rgb);
    }
}

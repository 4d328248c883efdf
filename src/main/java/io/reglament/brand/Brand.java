package io.reglament.brand;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The installation's name, colour and logo, from {@code reglament.brand.*}; pages and mails show them. */
@Component("brand")
public class Brand {

    private static final int LONGEST_NAME = 60;

    private final String name;
    private final BrandColor color;
    private final Resource logo;

    /**
     * @param color {@code #rrggbb}
     * @param logo location of a PNG, JPEG or WebP picture, {@code file:/etc/reglament/logo.png}; empty for none
     * @throws IllegalArgumentException naming the setting that is wrong and what it may be
     */
    Brand(
            @Value("${reglament.brand.name}") String name,
            @Value("${reglament.brand.color}") String color,
            @Value("${reglament.brand.logo}") String logo,
            ResourceLoader resources) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "reglament.brand.name must have 1 to " + LONGEST_NAME + " characters, but is \"" + name + "\"");
        }
        this.name = name.strip();
        this.color = BrandColor.of(color);
        this.logo = logo.isBlank() ? null : resources.getResource(logo.strip());
        if (this.logo != null && (!this.logo.isReadable() || LogoType.of(logo.strip()) == null)) {
            throw new IllegalArgumentException(
                    "reglament.brand.logo is \"" + logo
                            + "\"; it must be the location of a readable .png, .jpg or .webp, like file:/etc/reglament/logo.png");
        }
    }

    public String name() {
        return name;
    }

    /** @return {@code #rrggbb}, dark enough for white letters on it and for letters in it on white (WCAG AA) */
    public String accent() {
        return color.accent();
    }

    public boolean hasLogo() {
        return logo != null;
    }

    BrandColor color() {
        return color;
    }

    /** @return null where there is none */
    Resource logo() {
        return logo;
    }
}

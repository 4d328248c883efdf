package io.reglament.brand;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shades that pages take from one colour. A colour too light to be read on white is darkened until it can be (WCAG AA,
 * 4.5 : 1), so that no setting makes a page unreadable.
 *
 * @param accent of buttons and links
 * @param strong the same under the pointer
 * @param tint a background for letters in {@code strong}
 */
record BrandColor(String accent, String strong, String tint) {

    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})");
    private static final double READABLE = 4.5;
    /** Of the pages' ground, which is a little darker than white. */
    private static final double GROUND_LUMINANCE = 0.91;

    /** @throws IllegalArgumentException if it is not written as {@code #rrggbb} */
    static BrandColor of(String hex) {
        Matcher matcher = HEX.matcher(hex.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "reglament.brand.color is \"" + hex + "\"; it must be six hex digits like #0b5394");
        }
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = Integer.parseInt(matcher.group(i + 1), 16);
        }
        double[] accent = rgb;
        while (contrast(luminance(accent)) < READABLE) {
            accent = mix(accent, 0, 0.95);
        }
        return new BrandColor(text(accent), text(mix(accent, 0, 0.73)), text(mix(accent, 255, 0.1)));
    }

    private static double contrast(double luminance) {
        return (GROUND_LUMINANCE + 0.05) / (luminance + 0.05);
    }

    /** @param share of the colour that stays */
    private static double[] mix(double[] rgb, int with, double share) {
        double[] mixed = new double[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = rgb[i] * share + with * (1 - share);
        }
        return mixed;
    }

    /** As WCAG 2 defines it: 0 for black, 1 for white. */
    static double luminance(double[] rgb) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double channel = Math.floor(rgb[i]) / 255;
            sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static String text(double[] rgb) {
        return String.format("#%02x%02x%02x", (int) rgb[0], (int) rgb[1], (int) rgb[2]);
    }
}

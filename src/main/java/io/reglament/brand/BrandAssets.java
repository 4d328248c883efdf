package io.reglament.brand;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The brand's colours as a style sheet, which needs no inline style, and its logo. */
@Controller
class BrandAssets {

    private static final CacheControl FOR_A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic();

    private final Brand brand;

    BrandAssets(Brand brand) {
        this.brand = brand;
    }

    @GetMapping("/assets/brand.css")
    ResponseEntity<String> colors() {
        BrandColor color = brand.color();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .cacheControl(FOR_A_WHILE)
                .body(":root {\n  --accent: %s;\n  --accent-strong: %s;\n  --accent-tint: %s;\n}\n"
                        .formatted(color.accent(), color.strong(), color.tint()));
    }

    /** What scripts may want to know: they cannot read a template. */
    record BrandName(String name) {}

    @GetMapping("/assets/brand.json")
    ResponseEntity<BrandName> name() {
        return ResponseEntity.ok().cacheControl(FOR_A_WHILE).body(new BrandName(brand.name()));
    }

    @GetMapping("/assets/logo")
    ResponseEntity<Resource> logo() {
        Resource logo = brand.logo();
        return logo == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(LogoType.of(logo.getFilename())))
                        .header("X-Content-Type-Options", "nosniff")
                        .cacheControl(FOR_A_WHILE)
                        .body(logo);
    }
}

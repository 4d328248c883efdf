package io.reglament.desk;

import io.reglament.access.CurrentUser;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of ours needs around its content. */
@ControllerAdvice(assignableTypes = DeskPage.class)
public class PageFrame {

    private final CurrentUser user;
    private final boolean local;

    PageFrame(CurrentUser user, Environment environment) {
        this.user = user;
        this.local = environment.acceptsProfiles(Profiles.of("local"));
    }

    /** Called before each handler; a handler of exceptions calls it itself. */
    @ModelAttribute
    public void fill(Model model, HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        model.addAttribute("person", user.id());
        model.addAttribute("local", local);
    }
}

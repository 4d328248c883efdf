package io.reglament.access;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Our sign-in page, in the visitor's language. */
@Controller
class LoginPage {

    static final String PATH = "/login";

    @GetMapping(PATH)
    String show() {
        return "access/login";
    }
}

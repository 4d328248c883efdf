package io.reglament.desk;

import io.reglament.crm.CustomerNotFound;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The pages that a person gets who asks for what is not there or not allowed. */
@ControllerAdvice(assignableTypes = DeskPage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class EntryRefusals {

    private static final String PAGE = "desk/refused";

    private final EntryTexts texts;
    private final PageFrame frame;

    EntryRefusals(EntryTexts texts, PageFrame frame) {
        this.texts = texts;
        this.frame = frame;
    }

    @ExceptionHandler({CustomerNotFound.class, NothingThere.class, MethodArgumentTypeMismatchException.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(Model model, HttpServletResponse response) {
        return refused(texts.say("problem.notFound.title"), texts.say("entry.notFound"), model, response);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String notAllowed(NotAllowed e, Model model, HttpServletResponse response) {
        return refused(texts.say("entry.notAllowed.title"), texts.say(e.messageKey(), e.arguments()), model, response);
    }

    private String refused(String title, String sentence, Model model, HttpServletResponse response) {
        frame.fill(model, response);
        model.addAttribute("title", title);
        model.addAttribute("sentence", sentence);
        return PAGE;
    }
}

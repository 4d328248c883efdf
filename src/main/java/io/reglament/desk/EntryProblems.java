package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ChangedMeanwhile;
import io.reglament.crm.CustomerNotFound;
import io.reglament.crm.DraftRefused;
import io.reglament.crm.ProductProfiles.UnknownProduct;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers what the API does not take from a person with a problem detail (RFC 9457). */
@RestControllerAdvice(assignableTypes = DeskApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class EntryProblems {

    private final EntryTexts texts;
    private final CurrentUser user;

    EntryProblems(EntryTexts texts, CurrentUser user) {
        this.texts = texts;
        this.user = user;
    }

    @ExceptionHandler
    ProblemDetail refused(DraftRefused e) {
        Map<String, String> problems = texts.problems(e);
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "entry.title", String.join(" ", problems.values()));
        problem.setProperty(
                "errors",
                problems.entrySet().stream()
                        .map(p -> Map.of("field", p.getKey(), "message", p.getValue()))
                        .toList());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail changed(ChangedMeanwhile e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, "entry.changed.title", texts.changes(e));
        problem.setProperty("version", e.version());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail enteredTwice(DuplicateKeyException e) {
        return problem(HttpStatus.CONFLICT, "entry.changed.title", texts.say("entry.twice"));
    }

    @ExceptionHandler
    ProblemDetail notAllowed(NotAllowed e) {
        return problem(HttpStatus.FORBIDDEN, "entry.notAllowed.title", texts.say(e.messageKey(), e.arguments()));
    }

    @ExceptionHandler({CustomerNotFound.class, NothingThere.class})
    ProblemDetail notFound() {
        return problem(HttpStatus.NOT_FOUND, "problem.notFound.title", texts.say("entry.notFound"));
    }

    @ExceptionHandler
    ProblemDetail unknownProduct(UnknownProduct e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST, "entry.title", texts.say("entry.product", String.join(", ", user.products())));
        problem.setProperty("errors", List.of());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unreadable(MethodArgumentTypeMismatchException e) {
        if (e.getParameter().hasParameterAnnotation(RequestParam.class)) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "problem.parameter.title",
                    texts.say("entry.parameter", e.getName(), String.valueOf(e.getValue())));
        }
        return problem(HttpStatus.NOT_FOUND, "problem.notFound.title", texts.say("entry.notFound"));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return problem(HttpStatus.BAD_REQUEST, "problem.body.title", texts.say("problem.body"));
    }

    private ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(texts.say(title));
        return problem;
    }
}

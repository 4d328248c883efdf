package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.MailDesk.MailNotFound;
import io.reglament.desk.ReleaseApi.NotForThisPerson;
import io.reglament.desk.RequestActions.ActionRefused;
import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.desk.TaskSubjects.TaskNotFound;
import io.reglament.request.RequestNotFound;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers what the API refuses with a problem detail (RFC 9457), its sentences in the person's language. */
@RestControllerAdvice(assignableTypes = {RequestApi.class, MailApi.class, TaskApi.class, ReleaseApi.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems {

    private final MessageSource texts;
    private final CurrentUser user;

    ApiProblems(MessageSource texts, CurrentUser user) {
        this.texts = texts;
        this.user = user;
    }

    @ExceptionHandler
    ProblemDetail badParameter(BadParameter e) {
        String key = "after".equals(e.name) ? "problem.parameter.after" : "problem.parameter";
        ProblemDetail problem =
                problem(HttpStatus.BAD_REQUEST, "problem.parameter.title", key, e.name, e.value, e.allowed);
        problem.setProperty("parameter", e.name);
        problem.setProperty("allowed", e.allowed);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unreadable(MethodArgumentTypeMismatchException e) {
        return problem(
                HttpStatus.NOT_FOUND, "problem.notFound.title", "problem.notFound", String.valueOf(e.getValue()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return problem(HttpStatus.BAD_REQUEST, "problem.body.title", "problem.body");
    }

    @ExceptionHandler
    ProblemDetail noRequest(RequestNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "problem.notFound.title", "problem.notFound.request");
    }

    @ExceptionHandler
    ProblemDetail noMail(MailNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "problem.notFound.title", "problem.notFound.mail");
    }

    @ExceptionHandler
    ProblemDetail noTask(TaskNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "problem.notFound.title", "problem.notFound.task");
    }

    @ExceptionHandler
    ProblemDetail notForThisPerson(NotForThisPerson e) {
        return problem(HttpStatus.FORBIDDEN, "problem.person.title", "problem.person", e.allowed);
    }

    @ExceptionHandler
    ProblemDetail refused(ActionRefused e) {
        HttpStatus status = "action.note.length".equals(e.messageKey) ? HttpStatus.BAD_REQUEST : HttpStatus.CONFLICT;
        return problem(status, "problem.refused.title", e.messageKey, e.arguments);
    }

    private ProblemDetail problem(HttpStatus status, String title, String detail, Object... arguments) {
        Locale locale = user.language().locale();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, texts.getMessage(detail, arguments, locale));
        problem.setTitle(texts.getMessage(title, null, locale));
        return problem;
    }
}

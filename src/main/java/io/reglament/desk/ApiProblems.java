package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.MailDesk.MailNotFound;
import io.reglament.desk.ReleaseApi.NotForThisPerson;
import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.desk.TaskSubjects.TaskNotFound;
import io.reglament.desk.actions.ActionInput;
import io.reglament.desk.actions.ActionRefused;
import io.reglament.request.IntakeRefused;
import io.reglament.request.RequestNotFound;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers what the API refuses with a problem detail (RFC 9457), its sentences in the person's language. */
@RestControllerAdvice(
        assignableTypes = {
            RequestApi.class,
            RequestCardApi.class,
            MessageFilesApi.class,
            RequestsApi.class,
            IntakeApi.class,
            MailApi.class,
            MailboxApi.class,
            TaskApi.class,
            PeopleApi.class,
            ReleaseApi.class
        })
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
    ProblemDetail noMail(RequestDesk.NoMail e) {
        return problem(HttpStatus.NOT_FOUND, "problem.notFound.title", "message.noMail");
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
        HttpStatus status = switch (e.why()) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case PERSON -> HttpStatus.FORBIDDEN;
            case REQUEST -> HttpStatus.CONFLICT;
        };
        String title = switch (e.why()) {
            case UNKNOWN -> "problem.notFound.title";
            case PERSON -> "problem.person.title";
            case REQUEST -> "problem.refused.title";
        };
        return problem(status, title, e.messageKey(), e.arguments());
    }

    /** Two people at the same instant: the database let one of them through. */
    @ExceptionHandler
    ProblemDetail overtaken(ConcurrencyFailureException e) {
        return problem(HttpStatus.CONFLICT, "problem.refused.title", "action.refused.atOnce");
    }

    @ExceptionHandler
    ProblemDetail faulty(ActionInput.Faulty e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
        problem.setTitle(
                texts.getMessage("problem.fields.title", null, user.language().locale()));
        problem.setProperty("problems", e.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notTaken(IntakeRefused e) {
        HttpStatus status = switch (e.reason()) {
            case FAULTY -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
        };
        Locale locale = user.language().locale();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status,
                e.problems().stream()
                        .map(p -> texts.getMessage(p.key(), p.arguments().toArray(), locale))
                        .collect(Collectors.joining(" ")));
        problem.setTitle(texts.getMessage("problem.intake.title", null, locale));
        return problem;
    }

    private ProblemDetail problem(HttpStatus status, String title, String detail, Object... arguments) {
        Locale locale = user.language().locale();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, texts.getMessage(detail, arguments, locale));
        problem.setTitle(texts.getMessage(title, null, locale));
        return problem;
    }
}

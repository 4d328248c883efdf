package io.reglament.desk.taskform;

import io.reglament.desk.EntryTexts;
import io.reglament.request.FieldProblems;
import io.reglament.request.FieldProblems.FieldProblem;
import jakarta.ws.rs.ClientErrorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says why a task is not completed, at each field that has to do with it (RFC 9457). */
@RestControllerAdvice(assignableTypes = TaskFormApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class TaskFormProblems {

    private final EntryTexts texts;

    TaskFormProblems(EntryTexts texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ProblemDetail refused(FormRefused e) {
        return problem(HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage(), e.problems());
    }

    /** The engine's door and the completion's own checks; the message is meant for the person. */
    @ExceptionHandler
    ProblemDetail refused(ClientErrorException e) {
        int status = e.getResponse().getStatus();
        List<FieldProblem> problems = e instanceof FieldProblems named ? named.problems() : List.of();
        return problem(
                status == HttpStatus.BAD_REQUEST.value() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.valueOf(status),
                e.getMessage(),
                problems);
    }

    @ExceptionHandler
    ProblemDetail notAllowed(AuthorizationException e) {
        return problem(HttpStatus.FORBIDDEN, texts.say("taskform.notAllowed"), List.of());
    }

    @ExceptionHandler({OptimisticLockingException.class, ConcurrencyFailureException.class})
    ProblemDetail overtaken() {
        return problem(HttpStatus.CONFLICT, texts.say("taskform.atOnce"), List.of());
    }

    private ProblemDetail problem(HttpStatus status, String detail, List<FieldProblem> problems) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(
                texts.say(status == HttpStatus.UNPROCESSABLE_ENTITY ? "taskform.refused.title" : "taskform.title"));
        problem.setProperty(
                "errors", problems.stream().map(TaskFormProblems::entry).toList());
        return problem;
    }

    private static Map<String, String> entry(FieldProblem problem) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("field", problem.field());
        entry.put("message", problem.message());
        return entry;
    }
}

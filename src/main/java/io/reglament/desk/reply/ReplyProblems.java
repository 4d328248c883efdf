package io.reglament.desk.reply;

import io.reglament.desk.actions.ActionTexts;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Answers what the reply box does not take with a problem detail (RFC 9457), in the person's language. */
@RestControllerAdvice(assignableTypes = ReplyApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReplyProblems {

    private final ActionTexts texts;
    private final ReplySettings settings;

    ReplyProblems(ActionTexts texts, ReplySettings settings) {
        this.texts = texts;
        this.settings = settings;
    }

    @ExceptionHandler
    ProblemDetail refused(ReplyRefused e) {
        ProblemDetail problem = problem(e.status(), texts.text(e.messageKey(), e.arguments()));
        e.properties().forEach(problem::setProperty);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail faulty(ReplyInput.Faulty e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
        problem.setTitle(texts.text("problem.fields.title"));
        problem.setProperty("problems", e.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException e) {
        return refused(tooLarge(settings));
    }

    @ExceptionHandler
    ProblemDetail noFile(MissingServletRequestPartException e) {
        return problem(HttpStatus.BAD_REQUEST, texts.text("reply.file.missing", e.getRequestPartName()));
    }

    static ReplyRefused tooLarge(ReplySettings settings) {
        return new ReplyRefused(
                HttpStatus.PAYLOAD_TOO_LARGE,
                Map.of("limit", settings.fileLimit().toBytes()),
                "reply.file.large",
                settings.fileLimit().toMegabytes());
    }

    private ProblemDetail problem(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(texts.text(
                switch (status) {
                    case NOT_FOUND -> "problem.notFound.title";
                    case FORBIDDEN -> "problem.person.title";
                    default -> "problem.refused.title";
                }));
        return problem;
    }
}

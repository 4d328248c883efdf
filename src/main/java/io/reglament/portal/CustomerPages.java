package io.reglament.portal;

import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.request.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What customers answer behind the signed links. Mail scanners open links, so GET changes nothing. */
@Controller
@RequestMapping("/c/{token}")
class CustomerPages {

    static final int LONGEST_REMARKS = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(CustomerPages.class);

    private final LinkDoor door;
    private final CustomerAnswers answers;

    CustomerPages(LinkDoor door, CustomerAnswers answers) {
        this.door = door;
        this.answers = answers;
    }

    @GetMapping("/confirm")
    String confirm(
            @PathVariable String token,
            @RequestParam(required = false) String done,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Call call = new Call("confirm", token, model, request, response);
        return shown(call, visit -> done != null && !visit.awaited());
    }

    @PostMapping("/confirm")
    String confirmed(
            @PathVariable String token,
            @RequestParam(required = false) String form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Call call = new Call("confirm", token, model, request, response);
        return taken(call, form, answers::confirm, "portal.problem.notAwaited");
    }

    @GetMapping("/remarks")
    String remarks(
            @PathVariable String token,
            @RequestParam(required = false) String done,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return shown(new Call("remarks", token, model, request, response), visit -> done != null);
    }

    @PostMapping("/remarks")
    String remarked(
            @PathVariable String token,
            @RequestParam(required = false) String form,
            @RequestParam(required = false) String text,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return page(new Call("remarks", token, model, request, response), visit -> {
            String remarks = text == null
                    ? ""
                    : text.replace("\r\n", "\n").replace("\0", "").strip();
            model.addAttribute("text", text);
            if (!door.isOurs("remarks", token, form)) {
                return refuse(HttpStatus.FORBIDDEN, "portal.problem.form", model, response);
            }
            if (remarks.isEmpty()) {
                return refuse(HttpStatus.BAD_REQUEST, "portal.problem.empty", model, response);
            }
            if (remarks.codePointCount(0, remarks.length()) > LONGEST_REMARKS) {
                return refuse(HttpStatus.BAD_REQUEST, "portal.problem.long", model, response);
            }
            try {
                if (take(visit, remarks)) {
                    return "redirect:/c/" + token + "/remarks?done";
                }
                model.addAttribute("problem", "portal.problem.ended");
            } catch (RuntimeException e) {
                failed(visit, e, model, response);
            }
            return "portal/remarks";
        });
    }

    @GetMapping("/withdraw")
    String withdraw(
            @PathVariable String token,
            @RequestParam(required = false) String done,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Call call = new Call("withdraw", token, model, request, response);
        return shown(call, visit -> done != null && !visit.withdrawable());
    }

    @PostMapping("/withdraw")
    String withdrawn(
            @PathVariable String token,
            @RequestParam(required = false) String form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Call call = new Call("withdraw", token, model, request, response);
        // Why it is too late the page says by itself.
        return taken(call, form, answers::withdraw, null);
    }

    /** @param kind of the link, which is also the name of its page */
    private record Call(
            String kind, String token, Model model, HttpServletRequest request, HttpServletResponse response) {

        String view() {
            return "portal/" + kind;
        }
    }

    private String shown(Call call, Predicate<Visit> thanks) {
        return page(call, visit -> {
            call.model().addAttribute("thanks", thanks.test(visit));
            return call.view();
        });
    }

    /**
     * Takes an answer that needs no words.
     *
     * @param answer false if nobody waits for it now
     * @param tooLate key of the sentence that says so; null if the page does
     */
    private String taken(Call call, String form, Predicate<Visit> answer, String tooLate) {
        return page(call, visit -> {
            if (!door.isOurs(call.kind(), call.token(), form)) {
                call.response().setStatus(HttpStatus.FORBIDDEN.value());
                call.model().addAttribute("problem", "portal.problem.form");
                return call.view();
            }
            try {
                if (answer.test(visit)) {
                    return "redirect:/c/" + call.token() + "/" + call.kind() + "?done";
                }
                call.model().addAttribute("problem", tooLate);
                call.model().addAttribute("visit", withoutForm(visit));
            } catch (RuntimeException e) {
                failed(visit, e, call.model(), call.response());
            }
            return call.view();
        });
    }

    private boolean take(Visit visit, String remarks) {
        try {
            if (answers.remark(visit, remarks)) {
                return true;
            }
        } catch (Requests.NotAwaited e) {
            LOG.debug("Remarks by link are kept as a reply: {}", e.getMessage());
        }
        return answers.keep(visit, remarks);
    }

    private interface Body {
        String render(Visit visit);
    }

    private String page(Call call, Body body) {
        Optional<Visit> visit = door.enter(call.token(), call.model(), call.request(), call.response());
        if (visit.isEmpty()) {
            call.model().addAttribute("typed", call.request().getParameter("text"));
            return LinkDoor.SHUT;
        }
        call.model().addAttribute("thanks", false);
        call.model().addAttribute("form", door.seal(call.kind(), call.token()));
        return body.render(visit.get());
    }

    private static Visit withoutForm(Visit visit) {
        return new Visit(visit.contact(), visit.request(), false, visit.reviewed(), visit.ended(), false);
    }

    private static String refuse(HttpStatus status, String problem, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return "portal/remarks";
    }

    private static void failed(Visit visit, RuntimeException e, Model model, HttpServletResponse response) {
        LOG.error(
                "A customer's answer to request {} by link failed",
                visit.request().number(),
                e);
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        model.addAttribute("problem", "portal.problem.failed");
    }
}

package io.reglament.portal;

import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.request.Ratings;
import io.reglament.request.Ratings.Rating;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the customer thinks of an ended request. The number clicked in the mail is only chosen on the page: a mail scanner
 * follows all five links, and must not have an opinion.
 */
@Controller
@RequestMapping("/c/{token}/rating")
class RatingPages {

    static final int LONGEST_REMARK = 2_000;

    private static final String RATING = "rating";
    private static final String VIEW = "portal/rating";

    private final LinkDoor door;
    private final CustomerAnswers answers;
    private final Ratings ratings;

    RatingPages(LinkDoor door, CustomerAnswers answers, Ratings ratings) {
        this.door = door;
        this.answers = answers;
        this.ratings = ratings;
    }

    @GetMapping
    String show(
            @PathVariable String token,
            @RequestParam(required = false) String score,
            @RequestParam(required = false) String done,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Visit> visit = door.enter(token, model, request, response);
        if (visit.isEmpty()) {
            return LinkDoor.SHUT;
        }
        Optional<Rating> given =
                ratings.by(visit.get().request().id(), visit.get().contact().id());
        model.addAttribute("thanks", done != null && given.isPresent());
        model.addAttribute("given", given.isPresent());
        Integer chosen = score(score);
        return shown(
                token,
                chosen == null ? given.map(Rating::score).orElse(null) : chosen,
                given.map(Rating::remark).orElse(null),
                model);
    }

    @PostMapping
    String rate(
            @PathVariable String token,
            @RequestParam(required = false) String form,
            @RequestParam(required = false) String score,
            @RequestParam(required = false) String remark,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Visit> visit = door.enter(token, model, request, response);
        if (visit.isEmpty()) {
            model.addAttribute("typed", remark);
            return LinkDoor.SHUT;
        }
        String words = remark == null
                ? ""
                : remark.replace("\r\n", "\n").replace("\0", "").strip();
        Integer chosen = score(score);
        String problem = null;
        HttpStatus status = HttpStatus.BAD_REQUEST;
        if (!door.isOurs(RATING, token, form)) {
            status = HttpStatus.FORBIDDEN;
            problem = "portal.problem.form";
        } else if (chosen == null) {
            problem = "portal.rating.none";
        } else if (words.codePointCount(0, words.length()) > LONGEST_REMARK) {
            problem = "portal.rating.long";
        } else if (answers.rate(visit.get(), chosen, words.isEmpty() ? null : words)) {
            return "redirect:/c/" + token + "/rating?done";
        } else {
            status = HttpStatus.CONFLICT;
            problem = "portal.rating.early";
        }
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        model.addAttribute("typed", remark == null ? "" : remark);
        return shown(token, chosen, remark, model);
    }

    private String shown(String token, Integer chosen, String remark, Model model) {
        model.addAttribute("chosen", chosen);
        model.addAttribute("remark", remark);
        model.addAttribute("best", Ratings.BEST);
        model.addAttribute("longest", LONGEST_REMARK);
        model.addAttribute("form", door.seal(RATING, token));
        return VIEW;
    }

    /** @return null for anything but 1 to 5 */
    private static Integer score(String text) {
        return text != null && text.matches("[1-" + Ratings.BEST + "]") ? Integer.valueOf(text) : null;
    }
}

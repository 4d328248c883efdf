package io.reglament.desk.mailtrail;

import io.reglament.access.CurrentUser;
import io.reglament.crm.DraftRefused;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryTexts;
import io.reglament.mail.MailLedger;
import io.reglament.mail.MailOutcome;
import io.reglament.mail.MailTrail;
import io.reglament.mail.MailTrail.Received;
import io.reglament.mail.TriageReason;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page <i>Mail</i>: answers "did you get my mail?" in ten seconds. */
@Controller
class MailTrailPages implements DeskPage {

    private final MailTrailDesk desk;
    private final MailLedger ledger;
    private final CurrentUser user;
    private final EntryTexts texts;

    MailTrailPages(MailTrailDesk desk, MailLedger ledger, CurrentUser user, EntryTexts texts) {
        this.desk = desk;
        this.ledger = ledger;
        this.user = user;
        this.texts = texts;
    }

    /** A filter of the list as the page shows it. */
    private record Asked(String product, String q, String outcome) {}

    @GetMapping("/mail")
    String received(
            @RequestParam(required = false) String product,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String outcome,
            @RequestParam(required = false) Long after,
            Model model,
            HttpServletResponse response) {
        frame(product, q, outcome, model);
        model.addAttribute("ledger", ledger.ledger(user.products()));
        try {
            MailTrail.Page<Received> page =
                    desk.received(TrailFilter.parse(product, q, outcome, null, after, user.products()));
            model.addAttribute("mails", page.items());
            model.addAttribute("next", page.next());
        } catch (DraftRefused e) {
            refused(e, model, response);
        }
        return "desk/mails";
    }

    @GetMapping("/mail/sent")
    String sent(
            @RequestParam(required = false) String product,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) Long after,
            Model model,
            HttpServletResponse response) {
        frame(product, q, null, model);
        try {
            MailTrail.Page<MailTrail.Sent> page =
                    desk.sent(TrailFilter.parse(product, q, null, null, after, user.products()));
            model.addAttribute("mails", page.items());
            model.addAttribute("next", page.next());
        } catch (DraftRefused e) {
            refused(e, model, response);
        }
        return "desk/mails-sent";
    }

    @GetMapping("/mail/received/{id}")
    String way(@PathVariable long id, Model model) {
        MailTrailDesk.Way way = desk.way(id);
        model.addAttribute("mail", way.mail());
        model.addAttribute("answers", way.answers());
        model.addAttribute(
                "events",
                way.events().stream()
                        .map(e ->
                                Map.of("at", e.at(), "actor", e.actor(), "was", outcome(e.wasOutcome(), e.wasReason())))
                        .toList());
        model.addAttribute("mayPutBack", way.mayPutBack());
        model.addAttribute("reason", reason(way.mail().reason()));
        return "desk/mail";
    }

    @PostMapping("/mail/received/{id}/decide")
    String decide(@PathVariable long id, Model model, HttpServletResponse response) {
        if (desk.putBack(id)) {
            return "redirect:/mail/received/" + id;
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("refused", texts.say("mails.notPutBack"));
        return way(id, model);
    }

    @GetMapping("/mail/sent/{id}")
    String sent(@PathVariable long id, Model model) {
        model.addAttribute("mail", desk.sent(id));
        return "desk/mail-sent";
    }

    private void frame(String product, String q, String outcome, Model model) {
        model.addAttribute("asked", new Asked(product, q, outcome));
        model.addAttribute("products", user.products());
        model.addAttribute("outcomes", MailOutcome.values());
    }

    private void refused(DraftRefused e, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        model.addAttribute("refused", String.join(" ", texts.problems(e).values()));
        model.addAttribute("mails", List.of());
    }

    private String outcome(MailOutcome outcome, String reason) {
        String words = texts.say("mail.outcome." + outcome);
        return reason == null ? words : words + ": " + reason(reason);
    }

    /** @return a code's sentence; what a person wrote as it is; null for none */
    private String reason(String reason) {
        boolean code = reason != null
                && Arrays.stream(TriageReason.values())
                        .anyMatch(known -> known.name().equals(reason));
        return code ? texts.say("mail.reason." + reason) : reason;
    }
}

package io.reglament.desk;

import io.reglament.desk.RequestFilter.BadParameter;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page <i>Mailboxes</i>: how they are, what must be looked at, and a button that tests their settings. */
@Controller
class MailboxPages implements DeskPage {

    private static final String PAGE = "desk/mailboxes";

    private final MailboxDesk desk;

    MailboxPages(MailboxDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/mailboxes")
    String mailboxes(Model model) {
        requireOperator();
        model.addAttribute("mailboxes", desk.mailboxes());
        return PAGE;
    }

    @PostMapping("/mailboxes/{product}/test")
    String test(@PathVariable String product, Model model) {
        requireOperator();
        try {
            model.addAttribute("tested", desk.test(product));
        } catch (BadParameter e) {
            throw new NothingThere("product " + product);
        }
        return mailboxes(model);
    }

    @PostMapping("/mailboxes/incidents/{id}/close")
    String close(@PathVariable long id, @RequestParam(required = false) String remark) {
        requireOperator();
        try {
            desk.close(id, remark);
        } catch (BadParameter e) {
            // Somebody else closed it: the list shows that it is gone.
            return "redirect:/mailboxes";
        }
        return "redirect:/mailboxes";
    }

    private void requireOperator() {
        if (!desk.mayUse()) {
            throw new NotAllowed("mailbox.person", MailboxDesk.OPERATOR);
        }
    }
}

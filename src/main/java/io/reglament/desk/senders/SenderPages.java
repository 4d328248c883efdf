package io.reglament.desk.senders;

import io.reglament.access.CurrentUser;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryForm;
import io.reglament.desk.senders.SenderDesk.SenderDraft;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Blocked and trusted senders of one product, and its held mail. */
@Controller
class SenderPages implements DeskPage {

    private final SenderDesk desk;
    private final CurrentUser user;
    private final EntryForm forms;

    SenderPages(SenderDesk desk, CurrentUser user, EntryForm forms) {
        this.desk = desk;
        this.user = user;
        this.forms = forms;
    }

    @GetMapping("/mail/senders")
    String senders(@RequestParam(required = false) String product, Model model) {
        model.addAttribute("problems", Map.of());
        return page(product, new SenderDraft(null, null, "BLOCKED", null), model);
    }

    @PostMapping("/mail/senders")
    String add(@ModelAttribute("form") SenderDraft form, Model model, HttpServletResponse response) {
        return forms.saved(() -> desk.add(form), null, model, response)
                ? back(form.product())
                : page(form.product(), form, model);
    }

    @PostMapping("/mail/senders/{product}/{id:\\d+}/remove")
    String remove(@PathVariable String product, @PathVariable long id) {
        desk.remove(id);
        return back(product);
    }

    @PostMapping("/mail/held/{product}/{id:\\d+}/release")
    String release(@PathVariable String product, @PathVariable long id) {
        desk.release(id);
        return back(product);
    }

    @PostMapping("/mail/held/{product}/{id:\\d+}/drop")
    String drop(@PathVariable String product, @PathVariable long id) {
        desk.drop(id);
        return back(product);
    }

    @PostMapping("/mail/breaker/close")
    String closeBreaker(@RequestParam(required = false) String product) {
        desk.closeBreaker();
        return back(product);
    }

    private String page(String asked, SenderDraft form, Model model) {
        String product = asked == null || asked.isBlank()
                ? user.products().stream().findFirst().orElse(null)
                : asked;
        model.addAttribute("product", product);
        model.addAttribute("products", user.products());
        model.addAttribute("rules", desk.rules(product));
        model.addAttribute("held", desk.held(product));
        model.addAttribute("breaker", desk.breaker());
        model.addAttribute("mayCloseBreaker", desk.mayCloseBreaker());
        model.addAttribute("mayChange", product != null && desk.mayChange(product));
        model.addAttribute("form", form);
        return "desk/senders";
    }

    private static String back(String product) {
        return "redirect:/mail/senders" + (product == null || product.isBlank() ? "" : "?product=" + product);
    }
}

package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.request.RequestNotFound;
import io.reglament.request.RequestSearch;
import io.reglament.request.RequestState;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The pages of our own behind the sign-in: where everything is, the requests, and one request. */
@Controller
class Pages implements DeskPage {

    private static final int NEWEST = 10;

    private final RequestDesk desk;
    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final CustomerRights customers;
    private final PageFrame frame;

    Pages(RequestDesk desk, CurrentUser user, ProductProfiles profiles, CustomerRights customers, PageFrame frame) {
        this.desk = desk;
        this.user = user;
        this.profiles = profiles;
        this.customers = customers;
        this.frame = frame;
    }

    @GetMapping("/")
    String start(Model model) {
        model.addAttribute("admin", user.isAdmin());
        model.addAttribute("customers", customers.mayRead());
        model.addAttribute("operator", user.isAdmin() || user.groups().contains(MailboxDesk.OPERATOR));
        model.addAttribute("analyst", user.isAdmin() || user.groups().contains("process-analyst"));
        model.addAttribute(
                "requests",
                desk.find(new RequestFilter(null, null, null, null, NEWEST)).items());
        return "desk/start";
    }

    @GetMapping("/requests")
    String requests(
            @RequestParam(required = false) String product,
            @RequestParam(required = false) String status,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String after,
            Model model,
            HttpServletResponse response) {
        model.addAttribute(
                "products",
                profiles.all().stream()
                        .filter(p -> user.products().contains(p.code()))
                        .map(ProductProfile::code)
                        .toList());
        model.addAttribute("states", RequestState.values());
        model.addAttribute("product", product);
        model.addAttribute("status", status);
        model.addAttribute("q", q);
        try {
            RequestSearch.Page page = desk.find(RequestFilter.parse(product, status, q, null, after, user.products()));
            model.addAttribute("requests", page.items());
            model.addAttribute("total", page.total());
            model.addAttribute("next", RequestFilter.cursor(page.next()));
        } catch (BadParameter e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("refused", e.allowed);
            model.addAttribute("requests", List.of());
            model.addAttribute("total", 0L);
        }
        return "desk/requests";
    }

    @GetMapping("/requests/{number}")
    String request(@PathVariable String number, Model model) {
        RequestDetails request = desk.details(number);
        ProductProfile profile = profiles.get(request.product());
        model.addAttribute("request", request);
        model.addAttribute(
                "category",
                profile.category(request.category())
                        .map(c -> c.label().in(user.language()))
                        .orElse(request.category()));
        model.addAttribute(
                "service",
                profile.service(request.service())
                        .map(c -> c.label().in(user.language()))
                        .orElse(request.service()));
        model.addAttribute("messages", desk.messages(number));
        model.addAttribute("history", desk.history(number));
        return "desk/request";
    }

    @ExceptionHandler(RequestNotFound.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(Model model, HttpServletResponse response) {
        frame.fill(model, response);
        return "desk/not-found";
    }
}

package io.reglament.desk.customers;

import io.reglament.access.CurrentUser;
import io.reglament.crm.CustomerCard;
import io.reglament.crm.CustomerDirectory;
import io.reglament.crm.DraftRefused;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.CustomerRights;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryTexts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of customers and a customer's page; {@link CustomerForms} are beside them. */
@Controller
class CustomerListPages implements DeskPage {

    private final CustomerDesk desk;
    private final CustomerRights rights;
    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final EntryTexts texts;

    CustomerListPages(
            CustomerDesk desk, CustomerRights rights, CurrentUser user, ProductProfiles profiles, EntryTexts texts) {
        this.desk = desk;
        this.rights = rights;
        this.user = user;
        this.profiles = profiles;
        this.texts = texts;
    }

    @GetMapping("/customers")
    String list(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String after,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("q", q);
        model.addAttribute("mayChange", rights.mayChange());
        try {
            CustomerDirectory.Page page = desk.find(CustomerFilter.parse(q, null, after));
            model.addAttribute("customers", page.items());
            model.addAttribute("total", page.total());
            model.addAttribute("next", page.next());
        } catch (DraftRefused e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problems", texts.problems(e));
            model.addAttribute("customers", List.of());
            model.addAttribute("total", 0L);
        }
        return "desk/customers";
    }

    @GetMapping("/customers/{id:\\d+}")
    String customer(@PathVariable long id, Model model) {
        CustomerCard customer = desk.get(id);
        Map<String, String> services = new TreeMap<>();
        for (CustomerCard.Contract contract : customer.contracts()) {
            ProductProfile profile = profiles.get(contract.product());
            contract.services()
                    .forEach(code -> services.put(
                            contract.product() + "." + code,
                            profile.service(code)
                                    .map(s -> s.label().in(user.language()))
                                    .orElse(code)));
        }
        model.addAttribute("customer", customer);
        model.addAttribute("services", services);
        model.addAttribute("history", desk.history(id));
        model.addAttribute("mayChange", rights.mayChange());
        model.addAttribute("products", rights.changeable());
        return "desk/customer";
    }
}

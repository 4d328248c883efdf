package io.reglament.desk.customers;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ContractDraft;
import io.reglament.crm.CustomerCard;
import io.reglament.crm.CustomerNotFound;
import io.reglament.crm.GoalsText;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.CustomerRights;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryForm;
import io.reglament.desk.NotAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form in which contracts are entered; it offers the services of its product (ECRM-3.1-01). */
@Controller
class ContractForms implements DeskPage {

    private final CustomerDesk desk;
    private final CustomerRights rights;
    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final EntryForm forms;

    ContractForms(
            CustomerDesk desk, CustomerRights rights, CurrentUser user, ProductProfiles profiles, EntryForm forms) {
        this.desk = desk;
        this.rights = rights;
        this.user = user;
        this.profiles = profiles;
        this.forms = forms;
    }

    @GetMapping("/customers/{id:\\d+}/contracts/new")
    String newContract(@PathVariable long id, @RequestParam String product, Model model) {
        requireChanging(product);
        return form(
                desk.get(id),
                null,
                new ContractDraft(
                        product, null, List.of(), null, null, null, null, null, null, null, null, null, null, null),
                model);
    }

    @PostMapping("/customers/{id:\\d+}/contracts")
    String add(
            @PathVariable long id,
            @ModelAttribute("form") ContractDraft form,
            Model model,
            HttpServletResponse response) {
        requireChanging(form.product());
        return forms.saved(() -> desk.addContract(id, form), null, model, response)
                ? "redirect:/customers/" + id
                : form(desk.get(id), null, form, model);
    }

    @GetMapping("/customers/{id:\\d+}/contracts/{contractId:\\d+}")
    String edit(@PathVariable long id, @PathVariable long contractId, Model model) {
        CustomerCard customer = desk.get(id);
        CustomerCard.Contract k = customer.contract(contractId).orElseThrow(() -> new CustomerNotFound(id));
        requireChanging(k.product());
        model.addAttribute("version", k.version());
        return form(
                customer,
                contractId,
                new ContractDraft(
                        k.product(),
                        k.number(),
                        k.services(),
                        k.hours(),
                        k.timeZone(),
                        k.country(),
                        typed(k.goals()),
                        GoalsText.plain(k.warnBefore()),
                        k.priority() == null ? null : k.priority().name(),
                        k.startsOn().toString(),
                        k.endsOn() == null ? null : k.endsOn().toString(),
                        k.representative(),
                        k.curator(),
                        k.version()),
                model);
    }

    @PostMapping("/customers/{id:\\d+}/contracts/{contractId:\\d+}")
    String update(
            @PathVariable long id,
            @PathVariable long contractId,
            @ModelAttribute("form") ContractDraft form,
            Model model,
            HttpServletResponse response) {
        requireChanging(form.product());
        return forms.saved(() -> desk.updateContract(id, contractId, form), form.version(), model, response)
                ? "redirect:/customers/" + id
                : form(desk.get(id), contractId, form, model);
    }

    private void requireChanging(String product) {
        rights.requireChanging();
        if (product == null || !rights.changeable().contains(product)) {
            throw new NotAllowed("customers.notAllowed.contract", String.join(", ", rights.changeable()));
        }
    }

    /** @return goals as people type them, for each priority that has some */
    private static Map<String, SlaGoal> typed(Map<Level, SlaGoal> goals) {
        Map<String, SlaGoal> typed = new LinkedHashMap<>();
        if (goals != null) {
            goals.forEach((level, goal) -> typed.put(
                    level.name(), new SlaGoal(GoalsText.plain(goal.reaction()), GoalsText.plain(goal.solution()))));
        }
        return typed;
    }

    private String form(CustomerCard customer, Long contractId, ContractDraft form, Model model) {
        ProductProfile profile = profiles.get(form.product());
        Map<String, String> services = new LinkedHashMap<>();
        profile.services().forEach(s -> services.put(s.code(), s.label().in(user.language())));
        model.addAttribute("customer", customer);
        model.addAttribute("contractId", contractId);
        model.addAttribute("form", form);
        model.addAttribute("productName", profile.name());
        model.addAttribute("services", services);
        model.addAttribute("chosen", form.services() == null ? List.of() : form.services());
        model.addAttribute("levels", Level.values());
        model.addAttribute("goals", form.goals() == null ? Map.of() : form.goals());
        if (!model.containsAttribute("problems")) {
            model.addAttribute("problems", Map.of());
        }
        return "desk/contract-form";
    }
}

package io.reglament.desk.customers;

import io.reglament.crm.ContactDraft;
import io.reglament.crm.CustomerCard;
import io.reglament.crm.CustomerDraft;
import io.reglament.crm.CustomerNotFound;
import io.reglament.desk.CustomerRights;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryForm;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The forms in which customers and their people are entered; a refused one keeps what was typed. */
@Controller
class CustomerForms implements DeskPage {

    private static final String CUSTOMER = "desk/customer-form";
    private static final String CONTACT = "desk/contact-form";

    private final CustomerDesk desk;
    private final CustomerRights rights;
    private final EntryForm forms;
    private final ZoneId zone;

    CustomerForms(CustomerDesk desk, CustomerRights rights, EntryForm forms, @Value("${reglament.zone}") ZoneId zone) {
        this.desk = desk;
        this.rights = rights;
        this.forms = forms;
        this.zone = zone;
    }

    @GetMapping("/customers/new")
    String newCustomer(Model model) {
        rights.requireChanging();
        return customerForm(null, new CustomerDraft(null, "LEGAL", List.of(), zone.getId(), "RU", "ru", null), model);
    }

    @PostMapping("/customers")
    String create(@ModelAttribute("form") CustomerDraft form, Model model, HttpServletResponse response) {
        long[] id = new long[1];
        return forms.saved(() -> id[0] = desk.create(form), null, model, response)
                ? "redirect:/customers/" + id[0]
                : customerForm(null, form, model);
    }

    @GetMapping("/customers/{id:\\d+}/edit")
    String editCustomer(@PathVariable long id, Model model) {
        rights.requireChanging();
        CustomerCard c = desk.get(id);
        model.addAttribute("version", c.version());
        return customerForm(
                c,
                new CustomerDraft(
                        c.name(), c.personType(), c.domains(), c.timeZone(), c.country(), c.language(), c.version()),
                model);
    }

    @PostMapping("/customers/{id:\\d+}")
    String update(
            @PathVariable long id,
            @ModelAttribute("form") CustomerDraft form,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.update(id, form), form.version(), model, response)
                ? "redirect:/customers/" + id
                : customerForm(desk.get(id), form, model);
    }

    @GetMapping("/customers/{id:\\d+}/contacts/new")
    String newContact(@PathVariable long id, Model model) {
        rights.requireChanging();
        CustomerCard customer = desk.get(id);
        return contactForm(
                customer, null, new ContactDraft(null, null, customer.language(), false, false, null), model);
    }

    @PostMapping("/customers/{id:\\d+}/contacts")
    String addContact(
            @PathVariable long id,
            @ModelAttribute("form") ContactDraft form,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.addContact(id, form), null, model, response)
                ? "redirect:/customers/" + id
                : contactForm(desk.get(id), null, form, model);
    }

    @GetMapping("/customers/{id:\\d+}/contacts/{contactId:\\d+}")
    String editContact(@PathVariable long id, @PathVariable long contactId, Model model) {
        rights.requireChanging();
        CustomerCard customer = desk.get(id);
        CustomerCard.Person p = customer.contact(contactId).orElseThrow(() -> new CustomerNotFound(id));
        model.addAttribute("version", p.version());
        return contactForm(
                customer,
                contactId,
                new ContactDraft(p.name(), p.email(), p.language(), p.representative(), p.curator(), p.version()),
                model);
    }

    @PostMapping("/customers/{id:\\d+}/contacts/{contactId:\\d+}")
    String updateContact(
            @PathVariable long id,
            @PathVariable long contactId,
            @ModelAttribute("form") ContactDraft form,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.updateContact(id, contactId, form), form.version(), model, response)
                ? "redirect:/customers/" + id
                : contactForm(desk.get(id), contactId, form, model);
    }

    private String customerForm(CustomerCard customer, CustomerDraft form, Model model) {
        model.addAttribute("customer", customer);
        model.addAttribute("form", form);
        model.addAttribute("domains", form.domains() == null ? "" : String.join("\n", form.domains()));
        model.addAttribute(
                "zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
        return withProblems(model, CUSTOMER);
    }

    private String contactForm(CustomerCard customer, Long contactId, ContactDraft form, Model model) {
        model.addAttribute("customer", customer);
        model.addAttribute("contactId", contactId);
        model.addAttribute("form", form);
        return withProblems(model, CONTACT);
    }

    private static String withProblems(Model model, String view) {
        if (!model.containsAttribute("problems")) {
            model.addAttribute("problems", Map.of());
        }
        return view;
    }
}

package io.reglament.desk.actions;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gives a request whose sender was recognised wrongly to the right contact (OTK-3-10, MEET-3-10). */
@Component
class CorrectCustomerAction implements RequestAction {

    private static final String EMAIL = "contactEmail";
    private static final String REASON = "reason";

    private final RunningProcess process;
    private final Customers customers;

    CorrectCustomerAction(RunningProcess process, Customers customers) {
        this.process = process;
        this.customers = customers;
    }

    @Override
    public String code() {
        return "correctCustomer";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.OPEN;
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(EMAIL, Type.TEXT), ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        RequestView request = input.request();
        String email = input.requiredEmail(EMAIL);
        String reason = input.required(REASON);
        Contact right = email == null ? null : customers.contact(email).orElse(null);
        if (email != null && right == null) {
            input.problem(EMAIL, "action.customer.unknown", email);
        } else if (right != null && right.id() == request.contactId()) {
            input.problem(EMAIL, "action.problem.same", email);
        } else if (right != null && !customers.isServed(right.customerId(), request.product())) {
            input.problem(
                    EMAIL,
                    "action.customer.contract",
                    right.customerName(),
                    input.profile().name());
        }
        input.check();
        process.tell(
                input, "request.peopleChanged", reason, Map.of("peopleChange", "CUSTOMER", "newContact", right.id()));
    }
}

package io.reglament.desk.actions;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.Act;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says that another request has to do with this one; nothing follows from it for either. */
@Component
class LinkAction implements RequestAction {

    private static final String NUMBER = "number";
    private static final String REASON = "reason";

    private final Requests requests;
    private final RequestLinks links;
    private final CurrentUser user;

    LinkAction(Requests requests, RequestLinks links, CurrentUser user) {
        this.requests = requests;
        this.links = links;
        this.user = user;
    }

    @Override
    public String code() {
        return "link";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.allOf(RequestState.class);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(NUMBER, Type.TEXT), ActionField.optional(REASON, Type.TEXTAREA, List.of()));
    }

    @Override
    public void perform(ActionInput input) {
        RequestView request = input.request();
        String number = input.required(NUMBER);
        String reason = input.text(REASON);
        RequestView other = number == null ? null : visible(number);
        if (number != null && other == null) {
            input.problem(NUMBER, "action.link.unknown", number);
        } else if (other != null && other.id() == request.id()) {
            input.problem(NUMBER, "action.link.itself");
        }
        input.check();
        if (!links.relate(request, other, new Act(input.actor(), input.cause(), reason))) {
            input.problem(NUMBER, "action.link.known", other.number());
            input.check();
        }
    }

    private RequestView visible(String number) {
        return requests.find(number.toUpperCase(Locale.ROOT))
                .filter(found -> user.products().contains(found.product()))
                .orElse(null);
    }
}

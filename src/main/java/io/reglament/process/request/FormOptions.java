package io.reglament.process.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.access.Colleagues;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.List;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.springframework.stereotype.Component;

/**
 * The choices of a form's select fields: {@code {outcomes, categories, services, groups, specialists, products}}; and
 * {@code oralNotice}, whether the product's regulation wants the customer rung up (BONUS-10.2-01).
 */
@Component
public class FormOptions {

    private final Colleagues colleagues;
    private final ProductProfiles profiles;
    private final CompletionMessages messages;
    private final ObjectMapper json;

    FormOptions(Colleagues colleagues, ProductProfiles profiles, CompletionMessages messages, ObjectMapper json) {
        this.colleagues = colleagues;
        this.profiles = profiles;
        this.messages = messages;
        this.json = json;
    }

    /** @return the outcomes alone */
    public JsonValue of(List<String> outcomes, String task) {
        return SpinValues.jsonValue(outcomes(outcomes, task).toString()).create();
    }

    /** @return only the outcomes unless first line asks for more */
    JsonValue of(ProductProfile profile, List<String> outcomes, String task) {
        ObjectNode all = outcomes(outcomes, task);
        if (task.equals("Task_ClassifyRequest")) {
            all.put("oralNotice", profile.acknowledgement().oral());
            Language language = messages.language();
            ArrayNode categories = all.putArray("categories");
            profile.categories()
                    .forEach(c -> add(categories, c.code(), c.label().in(language)));
            ArrayNode services = all.putArray("services");
            profile.services().forEach(s -> add(services, s.code(), s.label().in(language)));
            ArrayNode subjects = all.putArray("applicationSubjects");
            if (profile.applicationSubjects() != null) {
                profile.applicationSubjects()
                        .forEach(s -> add(subjects, s.code(), s.label().in(language)));
            }
            all.put("writtenApplication", profile.applicationSubjects() != null);
            ArrayNode groups = all.putArray("groups");
            profile.groups().specialists().forEach(g -> add(groups, g, g));
            ArrayNode people = all.putArray("specialists");
            colleagues.of(profile.groups().specialists(), profile.code()).forEach((id, name) -> add(people, id, name));
            ArrayNode products = all.putArray("products");
            profiles.all().stream()
                    .filter(other -> !other.code().equals(profile.code()))
                    .forEach(other -> add(products, other.code(), other.name()));
        }
        return SpinValues.jsonValue(all.toString()).create();
    }

    private ObjectNode outcomes(List<String> outcomes, String task) {
        ObjectNode all = json.createObjectNode();
        ArrayNode list = all.putArray("outcomes");
        outcomes.forEach(outcome -> add(list, outcome, messages.outcome(task, outcome)));
        return all;
    }

    private static void add(ArrayNode list, String value, String label) {
        list.addObject().put("value", value).put("label", label);
    }
}

package io.reglament.crm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.test.util.ReflectionTestUtils;

/** Another regulation for a while: settings that no product of ours has are tried on one that lacks them. */
@Component
public class ChangedProfile {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final ProductProfiles profiles;

    ChangedProfile(ProductProfiles profiles) {
        this.profiles = profiles;
    }

    /**
     * Does the work while the product's profile is changed; the result must keep the rules of profiles.
     *
     * @param change of the profile as JSON, e.g. {@code p -> p.put("queue", true)}
     */
    public void during(String product, Consumer<ObjectNode> change, Runnable work) {
        ProductProfile before = profiles.get(product);
        ObjectNode changed = JSON.valueToTree(before);
        change.accept(changed);
        ProductProfile after = JSON.convertValue(changed, ProductProfile.class);
        ProfileRules.check("processes/profiles/" + product + ".yaml", after);
        put(product, after);
        try {
            work.run();
        } finally {
            put(product, before);
        }
    }

    @SuppressWarnings("unchecked")
    private void put(String product, ProductProfile profile) {
        ((Map<String, ProductProfile>) ReflectionTestUtils.getField(profiles, "byCode")).put(product, profile);
    }
}

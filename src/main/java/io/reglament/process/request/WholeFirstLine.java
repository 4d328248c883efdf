package io.reglament.process.request;

import io.reglament.crm.DutyRoster;
import io.reglament.crm.ProductProfiles;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Where no roster is kept, all of first line is always on duty. */
@Component
class WholeFirstLine implements DutyRoster {

    private final ProductProfiles profiles;
    private final IdentityService identity;

    WholeFirstLine(ProductProfiles profiles, IdentityService identity) {
        this.profiles = profiles;
        this.identity = identity;
    }

    @Override
    public Set<String> onDuty(String product) {
        return identity
                .createUserQuery()
                .memberOfTenant(product)
                .memberOfGroup(profiles.get(product).groups().firstLine())
                .unlimitedList()
                .stream()
                .map(User::getId)
                .collect(Collectors.toSet());
    }
}

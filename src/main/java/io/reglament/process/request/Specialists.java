package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Assignees;
import org.springframework.stereotype.Component;

/** The people who may work on requests of a product: members of its specialists' groups and of its tenant. */
@Component
class Specialists implements Assignees {

    private final Colleagues colleagues;
    private final ProductProfiles profiles;

    Specialists(Colleagues colleagues, ProductProfiles profiles) {
        this.colleagues = colleagues;
        this.profiles = profiles;
    }

    @Override
    public boolean mayWork(String product, String userId) {
        return colleagues.include(profiles.get(product).groups().specialists(), product, userId);
    }
}

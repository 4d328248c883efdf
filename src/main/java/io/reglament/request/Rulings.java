package io.reglament.request;

import io.reglament.crm.ProductProfile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores with a request what decision tables rule about it beyond its classification; each change is archived. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Rulings {

    private final RequestRepository requests;
    private final Archive archive;

    Rulings(RequestRepository requests, Archive archive) {
        this.requests = requests;
        this.archive = archive;
    }

    /** Stores whether the service is permanent or variable (BONUS-7-01); null where nothing is divided. */
    public void nature(long requestId, ServiceNature nature, String cause) {
        Request r = load(requestId);
        propose(requestId, cause, "nature", r.nature, nature);
        r.nature = nature;
    }

    /** Stores whose the workplace is (BONUS-8-02, BONUS-8-03); null if it is no question of a workplace. */
    public void responsibility(long requestId, WorkplaceResponsibility responsibility, String cause) {
        Request r = load(requestId);
        propose(requestId, cause, "responsibility", r.responsibility, responsibility);
        r.responsibility = responsibility;
    }

    /** Stores how the request closes (C-02, C-34); archived where it differs from what held so far. */
    public void closing(
            long requestId, ProductProfile.Confirmation before, ProductProfile.Confirmation closing, String cause) {
        Request r = load(requestId);
        propose(requestId, cause, "confirmation", before.model(), closing.model());
        propose(requestId, cause, "autoCloseDays", before.autoCloseDays(), closing.autoCloseDays());
        r.confirmationModel = closing.model();
        r.autoCloseDays = closing.autoCloseDays();
    }

    private void propose(long requestId, String cause, String field, Object before, Object after) {
        archive.change(requestId, Archive.SYSTEM, ArchiveEntry.Kind.PROPOSAL, cause, field, before, after);
    }

    private Request load(long requestId) {
        return requests.findById(requestId).orElseThrow(() -> new RequestNotFound("with id " + requestId));
    }
}

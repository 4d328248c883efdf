package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Set;

/** One thing that people may do to a request; who may is in the product's profile under {@link #code()}. */
public interface RequestAction {

    /** @return in camelCase, as in addresses and profiles */
    String code();

    /** @return the states in which the action makes sense; a refusal names them */
    Set<RequestState> states();

    /** @return whether the action makes sense for the request as it stands; no question of who asks */
    default boolean fits(RequestView request, ProductProfile profile) {
        return states().contains(request.state());
    }

    /**
     * @return whether it is worth a button now; what fits but is not offered is refused in words of its own, e.g. that
     *     nothing is suspended
     */
    default boolean isOffered(RequestView request, ProductProfile profile) {
        return fits(request, profile);
    }

    /** @return what the person fills in, in the order of the form */
    default List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of();
    }

    /**
     * Does it, within the caller's transaction, which holds the request's lock.
     *
     * @throws ActionInput.Faulty naming everything that is wrong with what was filled in
     * @throws ActionRefused if the request or the person does not allow it after all
     */
    void perform(ActionInput input);
}

package io.reglament.crm;

import java.util.Map;
import java.util.Optional;

/** Who takes the calls and letters of a product; told by the sign-in's user directory. */
public interface FirstLine {

    /** @return names by user id, in the order of the names: the members of the product's first-line group */
    Map<String, String> members(ProductProfile product);

    /** @return the person's mail address, if one is known */
    Optional<String> address(String userId);
}

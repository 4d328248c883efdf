package io.reglament.process.request;

import io.reglament.crm.ProductProfile.ConfirmationModel;

/** Whose confirmation is awaited, where a product asks for two (C-02, C-21). */
enum ConfirmationStep {
    /** The customer confirms the solution; the closure is still to be confirmed. */
    FIRST,
    /** The confirmation that closes. */
    SECOND;

    /** @param model a {@link ConfirmationModel}'s name */
    static ConfirmationStep first(String model) {
        return ConfirmationModel.valueOf(model) == ConfirmationModel.CUSTOMER_CONFIRMS_TWICE ? FIRST : SECOND;
    }
}

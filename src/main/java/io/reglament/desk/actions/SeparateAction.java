package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Separations;
import io.reglament.request.Separations.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes further problems of the correspondence requests of their own (S-09, BONUS-10.1-08, ECRM-3.3-01). */
@Component
class SeparateAction implements RequestAction {

    private static final String PARTS = "parts";

    private final Separations separations;
    private final ActionTexts texts;

    SeparateAction(Separations separations, ActionTexts texts) {
        this.separations = separations;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "separate";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.complementOf(EnumSet.of(RequestState.CLOSED));
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(PARTS, ActionField.Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        List<Part> parts = Part.read(input.text(PARTS));
        separations.objection(parts).ifPresent(objection -> input.object(PARTS, objection));
        input.check();
        separations.record(input.request(), parts);
        if (!separations.announce(input.request(), input.actor())) {
            throw texts.notNow(input);
        }
    }
}

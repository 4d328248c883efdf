package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Duplicates;
import io.reglament.request.Moves;
import io.reglament.request.NewStage;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestView;
import io.reglament.request.Separations;
import io.reglament.request.Separations.Part;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** First line's decisions that divide, join or move a request; the same checks as those of the actions. */
@Component
class IntakeDivision {

    private static final Set<String> OUTCOMES =
            Set.of(Outcomes.SPLIT, Outcomes.SEPARATE, Outcomes.MERGE, Outcomes.MOVE);

    private final RequestStages stages;
    private final Separations separations;
    private final Duplicates duplicates;
    private final Moves moves;
    private final ZoneId zone;

    IntakeDivision(
            RequestStages stages,
            Separations separations,
            Duplicates duplicates,
            Moves moves,
            @Value("${reglament.zone}") ZoneId zone) {
        this.stages = stages;
        this.separations = separations;
        this.duplicates = duplicates;
        this.moves = moves;
        this.zone = zone;
    }

    /** @return the outcomes that the product's profile allows, in the order of the form */
    static List<String> outcomes(ProductProfile profile) {
        return Stream.of(Outcomes.SPLIT, Outcomes.SEPARATE, Outcomes.MERGE, Outcomes.MOVE)
                .filter(profile.actions()::containsKey)
                .toList();
    }

    static boolean decides(String outcome) {
        return outcome != null && OUTCOMES.contains(outcome);
    }

    /**
     * Reads and checks what the outcome needs.
     *
     * @return stores it, once everything else is checked too
     */
    Runnable read(Submission s, RequestView request, String outcome) {
        boolean ends = outcome.equals(Outcomes.MERGE) || outcome.equals(Outcomes.MOVE);
        String reason = ends ? s.required(Variables.REASON) : s.text(Variables.REASON);
        return switch (outcome) {
            case Outcomes.SPLIT -> {
                List<NewStage> planned = NewStage.read(s.text(Variables.STAGES), zone);
                stages.objections(request, planned).forEach(s::object);
                yield () -> stages.plan(request, planned, reason, s.actor(), s.cause());
            }
            case Outcomes.SEPARATE -> {
                List<Part> parts = Part.read(s.text(Variables.PARTS));
                separations.objection(parts).ifPresent(s::object);
                yield () -> separations.record(request, parts);
            }
            case Outcomes.MERGE -> {
                String into = s.required(Variables.MERGE_INTO);
                if (into != null) {
                    duplicates
                            .objection(request, into, s.flag(Variables.OTHER_CUSTOMER))
                            .ifPresent(s::object);
                }
                yield () -> duplicates.record(request, into, reason, s.actor(), s.cause());
            }
            default -> {
                String target = s.required(Variables.TARGET_PRODUCT);
                if (target != null) {
                    moves.objection(request, target).ifPresent(s::object);
                }
                yield () -> moves.record(request, reason, s.actor(), s.cause());
            }
        };
    }
}

package io.reglament.request;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What decision tables decided about each request, and from what: kept by ourselves, for as long as the request is, so
 * that another version of a table can be run over the past (design 4.3).
 */
@Service
public class Decisions {

    private final DecisionRepository decisions;
    private final Clock clock;

    Decisions(DecisionRepository decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Keeps one evaluation; parameters as in {@link Decision}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(
            long requestId, String table, String tableId, String cause, String inputs, String outputs, String rules) {
        decisions.save(new DecisionRecord(
                requestId, new Decision(clock.instant(), table, tableId, cause, inputs, outputs, rules)));
    }

    /** @return the decisions about a request, oldest first, at most 1,000 */
    @Transactional(readOnly = true)
    public List<Decision> of(long requestId) {
        return decisions.findTop1000ByRequestIdOrderById(requestId).stream()
                .map(DecisionRecord::view)
                .toList();
    }
}

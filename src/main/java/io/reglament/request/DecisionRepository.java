package io.reglament.request;

import java.util.List;
import org.springframework.data.repository.Repository;

interface DecisionRepository extends Repository<DecisionRecord, Long> {

    DecisionRecord save(DecisionRecord decision);

    List<DecisionRecord> findTop1000ByRequestIdOrderById(long requestId);
}

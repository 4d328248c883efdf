package io.reglament.request;

import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

interface RequestEventRepository extends Repository<RequestEvent, Long> {

    RequestEvent save(RequestEvent event);

    List<RequestEvent> findByRequestIdOrderByIdDesc(long requestId, Limit most);

    List<RequestEvent> findTop1000ByRequestIdOrderById(long requestId);

    /** Without writing first what the transaction has added: {@link TextsOfTransaction} knows that. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    Optional<RequestEvent> findFirstByRequestIdAndKindOrderByIdDesc(long requestId, ArchiveEntry.Kind kind);
}

package io.reglament.request;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface RequestEventRepository extends Repository<RequestEvent, Long> {

    RequestEvent save(RequestEvent event);

    List<RequestEvent> findByRequestIdOrderByIdDesc(long requestId, Limit most);

    List<RequestEvent> findTop1000ByRequestIdOrderById(long requestId);

    Optional<RequestEvent> findFirstByRequestIdAndKindOrderByIdDesc(long requestId, ArchiveEntry.Kind kind);
}

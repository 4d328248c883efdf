package io.reglament.request;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RequestRepository extends Repository<Request, Long> {

    Request saveAndFlush(Request request);

    Optional<Request> findById(long id);

    Optional<Request> findByNumber(String number);

    List<Request> findByIdIn(Collection<Long> ids);

    /** Serialises what a mail, a link and a task may do to one request at the same instant. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Request r where r.number = :number")
    Optional<Request> lockByNumber(String number);
}

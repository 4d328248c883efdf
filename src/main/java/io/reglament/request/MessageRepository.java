package io.reglament.request;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface MessageRepository extends JpaRepository<Message, Long> {

    Optional<Message> findFirstByRequestIdAndDirectionOrderByIdDesc(long requestId, NewMessage.Direction direction);
}

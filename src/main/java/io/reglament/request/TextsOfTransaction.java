package io.reglament.request;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The newest archived text of each kind, as far as the running transaction has added or read it: a letter quotes what the
 * same transaction has just archived, and need not wait until JPA has written it.
 */
final class TextsOfTransaction implements TransactionSynchronization {

    private record Key(long requestId, ArchiveEntry.Kind kind) {}

    private final Map<Key, Optional<String>> texts = new HashMap<>();

    private TextsOfTransaction() {}

    /** @return those of the running transaction */
    static TextsOfTransaction current() {
        TextsOfTransaction current =
                (TextsOfTransaction) TransactionSynchronizationManager.getResource(TextsOfTransaction.class);
        if (current == null) {
            current = new TextsOfTransaction();
            TransactionSynchronizationManager.registerSynchronization(current);
            current.resume();
        }
        return current;
    }

    /** @param text null for a line without one, which is the newest all the same */
    void added(long requestId, ArchiveEntry.Kind kind, String text) {
        texts.put(new Key(requestId, kind), Optional.ofNullable(text));
    }

    Optional<String> latest(long requestId, ArchiveEntry.Kind kind, Supplier<Optional<String>> stored) {
        return texts.computeIfAbsent(new Key(requestId, kind), key -> stored.get());
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(TextsOfTransaction.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(TextsOfTransaction.class, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(TextsOfTransaction.class);
    }
}

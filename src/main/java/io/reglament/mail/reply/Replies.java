package io.reglament.mail.reply;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.reglament.mail.content.CleanText;
import io.reglament.mail.outbox.Correspondence;
import io.reglament.mail.outbox.Correspondence.Words;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replies between the button and the outbox: each waits in the database until its time, can be taken back until then,
 * and leaves once, whatever dies in between.
 */
@Service
public class Replies {

    /** How the archive names what a person sends in their own words. */
    public static final String CAUSE = "action:reply";

    private final JdbcClient jdbc;
    private final ReplyDrafts drafts;
    private final ReplyFiles files;
    private final Requests requests;
    private final Correspondence correspondence;
    private final Scheduler scheduler;
    private final Clock clock;
    /** The scheduler follows real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    Replies(
            JdbcClient jdbc,
            ReplyDrafts drafts,
            ReplyFiles files,
            Requests requests,
            Correspondence correspondence,
            Scheduler scheduler,
            Clock clock) {
        this.jdbc = jdbc;
        this.drafts = drafts;
        this.files = files;
        this.requests = requests;
        this.correspondence = correspondence;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Why a reply was not taken back. */
    public enum TakeBack {
        DONE,
        /** There is no such reply of this request. */
        UNKNOWN,
        /** Somebody else wrote it. */
        NOT_YOURS,
        /** It is on its way to the customer, or was taken back before. */
        LEFT
    }

    /** @return whether a mail can be sent to this address */
    public static boolean isAddress(String address) {
        return Correspondence.isAddress(address);
    }

    /**
     * Takes a reply with the files of the author's draft, which is empty then.
     *
     * @param sendAt when it leaves; null, or earlier than the undo time: when that has passed
     * @param undo how long it waits at least
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public WaitingReply accept(
            long requestId, String author, String text, List<String> copies, Instant sendAt, Duration undo) {
        String words = CleanText.lines(text).strip();
        long id = jdbc.sql("select nextval('crm.reply_seq')").query(Long.class).single();
        Instant now = clock.instant();
        Instant earliest = now.plus(undo);
        Instant leaves = sendAt == null || sendAt.isBefore(earliest) ? earliest : sendAt;
        jdbc.sql("""
                insert into crm.reply (id, request_id, person, text, copies, created_at, undo_until, send_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        id,
                        requestId,
                        author,
                        words,
                        copies.toArray(String[]::new),
                        Timestamp.from(now),
                        Timestamp.from(leaves),
                        Timestamp.from(leaves))
                .update();
        files.take(requestId, author, id);
        drafts.empty(requestId, author);
        scheduler.scheduleBatch(
                List.<TaskInstance<?>>of(SendingTask.instance(id)),
                wallClock.instant().plus(Duration.between(now, leaves)));
        return new WaitingReply(id, words, copies, files.ofReply(id), author, leaves, leaves);
    }

    /** Empties the author's draft, whose files a note has taken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noted(long requestId, String author, long messageId) {
        files.encloseDraft(requestId, author, messageId);
        drafts.empty(requestId, author);
    }

    /** @return replies of the request that have not left, the oldest first */
    @Transactional(readOnly = true)
    public List<WaitingReply> waiting(long requestId) {
        Map<Long, List<ReplyFile>> enclosed = files.ofWaiting(requestId);
        return jdbc.sql("""
                        select id, person, text, copies, send_at, undo_until from crm.reply
                        where request_id = ? and state = 'WAITING' order by id
                        """)
                .param(requestId)
                .query((rs, i) -> new WaitingReply(
                        rs.getLong("id"),
                        rs.getString("text"),
                        List.of((String[]) rs.getArray("copies").getArray()),
                        enclosed.getOrDefault(rs.getLong("id"), List.of()),
                        rs.getString("person"),
                        rs.getTimestamp("send_at").toInstant(),
                        rs.getTimestamp("undo_until").toInstant()))
                .list();
    }

    /** Puts a reply back into its author's draft, before what the draft has come to hold meanwhile. */
    @Transactional
    public TakeBack takeBack(long requestId, long id, String person) {
        Optional<Row> found = locked(id).filter(row -> row.requestId() == requestId);
        if (found.isEmpty()) {
            return TakeBack.UNKNOWN;
        }
        Row reply = found.get();
        if (!reply.person().equals(person)) {
            return TakeBack.NOT_YOURS;
        }
        if (!reply.waiting()) {
            return TakeBack.LEFT;
        }
        jdbc.sql("update crm.reply set state = 'TAKEN_BACK' where id = ?")
                .param(id)
                .update();
        ReplyDraft draft = drafts.of(requestId, person);
        String text = draft.text().isBlank() ? reply.text() : reply.text() + "\n\n" + draft.text();
        List<String> copies = draft.text().isBlank()
                ? reply.copies()
                : Stream.concat(reply.copies().stream(), draft.copies().stream())
                        .distinct()
                        .toList();
        drafts.write(requestId, person, text, copies, false);
        files.giveBack(id);
        cancel(id);
        return TakeBack.DONE;
    }

    /** Sends a reply whose time has come; nothing if it was sent or taken back before. */
    @Transactional
    public void send(long id) {
        Optional<Row> found = locked(id).filter(Row::waiting);
        if (found.isEmpty()) {
            return;
        }
        Row reply = found.get();
        RequestView request = requests.get(reply.requestId());
        long message = correspondence.send(
                request,
                new Words(reply.text(), reply.copies(), reply.person(), CAUSE, "reply:" + id),
                filed -> files.enclose(request.id(), id, filed));
        jdbc.sql("update crm.reply set state = 'SENT', message_id = ? where id = ?")
                .params(message, id)
                .update();
    }

    private void cancel(long id) {
        try {
            scheduler.cancel(SendingTask.instance(id));
        } catch (TaskInstanceException e) {
            // It runs at this instant, waits for our lock, and will find nothing to send.
            return;
        }
    }

    private record Row(long requestId, String person, String text, List<String> copies, boolean waiting) {}

    private Optional<Row> locked(long id) {
        return jdbc.sql("select request_id, person, text, copies, state from crm.reply where id = ? for update")
                .param(id)
                .query((rs, i) -> new Row(
                        rs.getLong("request_id"),
                        rs.getString("person"),
                        rs.getString("text"),
                        List.of((String[]) rs.getArray("copies").getArray()),
                        rs.getString("state").equals("WAITING")))
                .optional();
    }
}

package io.reglament.mail.reply;

import io.reglament.crm.Contact;
import io.reglament.mail.content.CleanText;
import io.reglament.request.Participants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One draft for each person and request, kept in the database so that no reload and no other device loses it. */
@Service
public class ReplyDrafts {

    private final JdbcClient jdbc;
    private final ReplyFiles files;
    private final Participants participants;
    private final Clock clock;

    ReplyDrafts(JdbcClient jdbc, ReplyFiles files, Participants participants, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.participants = participants;
        this.clock = clock;
    }

    /** @return the person's draft; an empty one, with those in copy who take part in the request, where there is none */
    @Transactional(readOnly = true)
    public ReplyDraft of(long requestId, String person) {
        List<ReplyFile> enclosed = files.ofDraft(requestId, person);
        return jdbc.sql("""
                        select text, copies, internal, changed_at, version from crm.reply_draft
                        where request_id = ? and person = ?
                        """)
                .params(requestId, person)
                .query((rs, i) -> row(rs, enclosed))
                .optional()
                .orElseGet(() -> new ReplyDraft("", usualCopies(requestId), enclosed, false, null, 0));
    }

    /** @return addresses of those who take part in the request */
    @Transactional(readOnly = true)
    public List<String> usualCopies(long requestId) {
        return participants.of(requestId).stream().map(Contact::email).toList();
    }

    /**
     * Saves what the person has written.
     *
     * @param version of the draft that the person looked at
     * @return the draft as it is now; empty, and nothing is changed, if another tab saved since
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public Optional<ReplyDraft> save(
            long requestId, String person, String text, List<String> copies, boolean internal, int version) {
        String words = CleanText.lines(text);
        int saved = version == 0
                ? jdbc.sql("""
                        insert into crm.reply_draft (request_id, person, text, copies, internal, changed_at, version)
                        values (?, ?, ?, ?, ?, ?, 1) on conflict do nothing
                        """)
                        .params(requestId, person, words, array(copies), internal, Timestamp.from(clock.instant()))
                        .update()
                : jdbc.sql("""
                        update crm.reply_draft set text = ?, copies = ?, internal = ?, changed_at = ?, version = version + 1
                        where request_id = ? and person = ? and version = ?
                        """)
                        .params(
                                words,
                                array(copies),
                                internal,
                                Timestamp.from(clock.instant()),
                                requestId,
                                person,
                                version)
                        .update();
        return saved == 0 ? Optional.empty() : Optional.of(of(requestId, person));
    }

    /** Empties the draft and deletes its files. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void discard(long requestId, String person) {
        empty(requestId, person);
        files.deleteOfDraft(requestId, person);
    }

    /** Empties the draft; a tab that still shows it can no longer save it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void empty(long requestId, String person) {
        write(requestId, person, "", usualCopies(requestId), false);
    }

    /** Replaces the draft, whatever it holds. */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(long requestId, String person, String text, List<String> copies, boolean internal) {
        jdbc.sql("""
                insert into crm.reply_draft (request_id, person, text, copies, internal, changed_at, version)
                values (?, ?, ?, ?, ?, ?, 1)
                on conflict (request_id, person) do update set text = excluded.text, copies = excluded.copies,
                    internal = excluded.internal, changed_at = excluded.changed_at, version = reply_draft.version + 1
                """)
                .params(requestId, person, text, array(copies), internal, Timestamp.from(clock.instant()))
                .update();
    }

    private static ReplyDraft row(ResultSet rs, List<ReplyFile> files) throws SQLException {
        return new ReplyDraft(
                rs.getString("text"),
                List.of((String[]) rs.getArray("copies").getArray()),
                files,
                rs.getBoolean("internal"),
                rs.getTimestamp("changed_at").toInstant(),
                rs.getInt("version"));
    }

    private static String[] array(List<String> strings) {
        return strings.toArray(String[]::new);
    }
}

package io.reglament.mail;

import io.reglament.mail.content.ContentNote;
import io.reglament.mail.content.ContentNote.Kind;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a person should know about a mail beside its words: kept with it, and said in the reader's language. */
@Service
public class MailNotes {

    private final JdbcClient jdbc;
    private final MessageSource texts;

    MailNotes(JdbcClient jdbc, MessageSource texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** Keeps the notes of a fetched mail in the place of those that it had. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(long inboundMailId, List<ContentNote> notes) {
        jdbc.sql("delete from crm.mail_note where inbound_mail_id = ?")
                .param(inboundMailId)
                .update();
        for (int i = 0; i < notes.size(); i++) {
            jdbc.sql("insert into crm.mail_note (inbound_mail_id, position, kind, details) values (?, ?, ?, ?)")
                    .params(
                            inboundMailId,
                            i,
                            notes.get(i).kind().name(),
                            notes.get(i).details().toArray(String[]::new))
                    .update();
        }
    }

    /** @return by message of the request's conversation, those messages only that have any */
    @Transactional(readOnly = true)
    public Map<Long, List<ContentNote>> ofRequest(long requestId) {
        Map<Long, List<ContentNote>> notes = new LinkedHashMap<>();
        jdbc.sql("""
                select m.id, n.kind, n.details from crm.message m join crm.mail_note n on n.inbound_mail_id = m.inbound_id
                where m.request_id = ? order by m.id, n.position
                """)
                .param(requestId)
                .query((rs, i) -> notes.computeIfAbsent(rs.getLong("id"), id -> new ArrayList<>())
                        .add(new ContentNote(Kind.valueOf(rs.getString("kind")), strings(rs.getArray("details")))))
                .list();
        return notes;
    }

    /** @return whether the mail that the request came from is encrypted and says nothing that can be read (PA-10) */
    @Transactional(readOnly = true)
    public boolean isUnreadable(long requestId) {
        return jdbc.sql("""
                select exists (select from crm.message m join crm.mail_note n on n.inbound_mail_id = m.inbound_id
                    where n.kind = 'ENCRYPTED' and m.id =
                        (select min(id) from crm.message where request_id = ? and direction = 'IN'))
                """).param(requestId).query(Boolean.class).single();
    }

    /** @return a sentence of {@code messages/mailnotes} for each note */
    public List<String> say(List<ContentNote> notes, Locale language) {
        return notes.stream().map(note -> say(note, language)).toList();
    }

    private String say(ContentNote note, Locale language) {
        List<String> details = note.details();
        return switch (note.kind()) {
            case UNREADABLE -> texts.getMessage("note.UNREADABLE." + details.get(0), null, language);
            case INVITATION ->
                texts.getMessage(
                        "note.INVITATION." + details.get(0),
                        new Object[] {
                            joined(
                                    ", ",
                                    details.get(1),
                                    joined(" – ", details.get(2), details.get(3)),
                                    details.get(4),
                                    details.get(5))
                        },
                        language);
            case ATTACHED_MAIL ->
                texts.getMessage(
                        "note.ATTACHED_MAIL", new Object[] {joined(" · ", details.toArray(String[]::new))}, language);
            default -> texts.getMessage("note." + note.kind(), details.toArray(), language);
        };
    }

    private static String joined(String separator, String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}

package io.reglament.request;

import io.reglament.crm.Contact;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people of the customer think of how an ended request went: one opinion each, changeable. */
@Service
public class Ratings {

    /** The best score; the worst is 1. */
    public static final int BEST = 5;

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Archive archive;
    private final Clock clock;

    Ratings(JdbcClient jdbc, Archive archive, Clock clock) {
        this.jdbc = jdbc;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * One person's opinion.
     *
     * @param by name, or the address where the name is unknown
     * @param score 1 to {@value #BEST}, the best
     * @param remark null if none
     */
    public record Rating(long contactId, String by, int score, String remark, Instant at) {}

    /**
     * Keeps the person's opinion instead of an earlier one, and archives both.
     *
     * @param remark null for none
     * @throws IllegalArgumentException if the score is not 1 to {@value #BEST}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rate(long requestId, Contact contact, int score, String remark, String cause) {
        if (score < 1 || score > BEST) {
            throw new IllegalArgumentException("a rating is 1 to " + BEST + ", not " + score);
        }
        Optional<Rating> before = by(requestId, contact.id());
        jdbc.sql("""
                insert into crm.request_rating (request_id, contact_id, score, remark, rated_at) values (?, ?, ?, ?, ?)
                on conflict (request_id, contact_id) do update
                    set score = excluded.score, remark = excluded.remark, rated_at = excluded.rated_at
                """)
                .params(requestId, contact.id(), score, remark, Timestamp.from(clock.instant()))
                .update();
        change(requestId, contact, cause, "rating", before.map(Rating::score).orElse(null), score);
        change(
                requestId,
                contact,
                cause,
                "ratingRemark",
                before.map(Rating::remark).orElse(null),
                remark);
    }

    /** @return the opinions on the request, oldest first */
    @Transactional(readOnly = true)
    public List<Rating> of(long requestId) {
        return select("where r.request_id = :request order by r.rated_at limit " + MOST)
                .param("request", requestId)
                .query(Rating.class)
                .list();
    }

    /** @return the person's opinion, if one was given */
    @Transactional(readOnly = true)
    public Optional<Rating> by(long requestId, long contactId) {
        return select("where r.request_id = :request and r.contact_id = :contact")
                .param("request", requestId)
                .param("contact", contactId)
                .query(Rating.class)
                .optional();
    }

    private JdbcClient.StatementSpec select(String which) {
        return jdbc.sql("""
                select r.contact_id, coalesce(nullif(c.name, ''), c.email) as by, r.score, r.remark, r.rated_at as at
                from crm.request_rating r join crm.contact c on c.id = r.contact_id
                """ + which);
    }

    private void change(long requestId, Contact contact, String cause, String field, Object before, Object after) {
        archive.change(requestId, "customer:" + contact.email(), ArchiveEntry.Kind.FIELD, cause, field, before, after);
    }
}

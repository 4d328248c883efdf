package io.reglament.mail;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The account of all mail that was ever fetched: the number fetched is the sum over the outcomes (mail rule IN-6). */
@Service
public class MailLedger {

    private final JdbcClient jdbc;

    MailLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Number of mails per {@link MailOutcome}; {@code fetched} counts all rows. */
    public record Ledger(
            long fetched,
            long request,
            long reply,
            long automatic,
            long bounce,
            long duplicate,
            long self,
            long blocked,
            long toSort,
            long discarded,
            long pending) {}

    /**
     * @param products lower-case codes of the products whose mail is counted
     * @return all counts of one instant
     */
    @Transactional(readOnly = true)
    public Ledger ledger(Collection<String> products) {
        return ledger(products, null);
    }

    /**
     * @param products lower-case codes of the products whose mail is counted
     * @param mailbox only mail that came to this address of ours; null for all
     * @return all counts of one instant
     */
    @Transactional(readOnly = true)
    public Ledger ledger(Collection<String> products, String mailbox) {
        return jdbc.sql("""
                select count(*) as fetched,
                    count(*) filter (where outcome = 'REQUEST') as request,
                    count(*) filter (where outcome = 'REPLY') as reply,
                    count(*) filter (where outcome = 'AUTOMATIC') as automatic,
                    count(*) filter (where outcome = 'BOUNCE') as bounce,
                    count(*) filter (where outcome = 'DUPLICATE') as duplicate,
                    count(*) filter (where outcome = 'SELF') as self,
                    count(*) filter (where outcome = 'BLOCKED') as blocked,
                    count(*) filter (where outcome = 'TO_SORT') as to_sort,
                    count(*) filter (where outcome = 'DISCARDED') as discarded,
                    count(*) filter (where outcome = 'PENDING') as pending
                from crm.inbound_mail where product = any(:products)
                    and (cast(:mailbox as text) is null or lower(mailbox) = lower(:mailbox))
                """)
                .param("products", products.toArray(String[]::new))
                .param("mailbox", mailbox)
                .query((rs, i) -> new Ledger(
                        rs.getLong("fetched"),
                        rs.getLong("request"),
                        rs.getLong("reply"),
                        rs.getLong("automatic"),
                        rs.getLong("bounce"),
                        rs.getLong("duplicate"),
                        rs.getLong("self"),
                        rs.getLong("blocked"),
                        rs.getLong("to_sort"),
                        rs.getLong("discarded"),
                        rs.getLong("pending")))
                .single();
    }
}

package io.reglament.mail;

import io.reglament.crm.DraftRefused;
import io.reglament.crm.DraftRefused.Problem;
import io.reglament.mail.threading.OwnMail;
import java.net.IDN;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Senders whom a person has blocked or trusted, per product. Mail of a blocked sender is kept and has no effect. Mail of a
 * trusted one is taken even where its authentication failed or it says that a program wrote it; who may open a request is
 * decided as for everybody else. Nothing is deleted: a rule that was removed says who removed it when.
 */
@Service
@Transactional
public class SenderRules {

    private static final int LONGEST_REASON = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,253}");
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9-]{1,63}\\.)+[a-z0-9-]{2,63}");

    private final JdbcClient jdbc;
    private final OwnMail ownMail;
    private final Clock clock;

    SenderRules(JdbcClient jdbc, OwnMail ownMail, Clock clock) {
        this.jdbc = jdbc;
        this.ownMail = ownMail;
        this.clock = clock;
    }

    /** What is done with a sender's mail. */
    public enum Verdict {
        BLOCKED,
        TRUSTED
    }

    /**
     * A rule in force.
     *
     * @param pattern an address, or {@code @domain}; lower case
     * @param reason null if none was given
     * @param addedBy user id
     */
    public record SenderRule(
            long id, String product, String pattern, Verdict verdict, String reason, String addedBy, Instant addedAt) {}

    /** @return the verdict on this address for the product; that on the address counts before that on its domain */
    @Transactional(readOnly = true)
    public Optional<Verdict> of(String product, String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return jdbc.sql("""
                select verdict from crm.mail_sender where product = :product and removed_at is null
                    and pattern in (:address, :domain) order by pattern like '@%' limit 1
                """)
                .param("product", product)
                .param("address", lower)
                .param("domain", lower.substring(Math.max(lower.lastIndexOf('@'), 0)))
                .query(String.class)
                .optional()
                .map(Verdict::valueOf);
    }

    /** @return the rules in force for these products, by product and pattern */
    @Transactional(readOnly = true)
    public List<SenderRule> list(Collection<String> products) {
        return jdbc.sql("""
                select id, product, pattern, verdict, reason, added_by, added_at from crm.mail_sender
                where product = any(?) and removed_at is null order by product, pattern limit 2000
                """)
                .param(products.toArray(String[]::new))
                .query(SenderRule.class)
                .list();
    }

    /** @return the rule in force with this id */
    @Transactional(readOnly = true)
    public Optional<SenderRule> find(long id) {
        return jdbc.sql("""
                select id, product, pattern, verdict, reason, added_by, added_at from crm.mail_sender
                where id = ? and removed_at is null
                """).param(id).query(SenderRule.class).optional();
    }

    /**
     * Blocks or trusts a sender from now on; another verdict on the same sender is replaced, the same one is left as it is.
     *
     * @param product lower-case code
     * @param sender an address, a domain, or {@code @domain}
     * @param reason may be null
     * @param person user id
     * @throws DraftRefused if it is no address and no domain, or one of our own mailboxes or their domain
     */
    public SenderRule add(String product, String sender, Verdict verdict, String reason, String person) {
        String pattern = pattern(sender, verdict, reason);
        Optional<SenderRule> before = inForce(product, pattern);
        if (before.isPresent() && before.get().verdict() == verdict) {
            return before.get();
        }
        before.ifPresent(rule -> remove(rule.id(), person));
        long id = jdbc.sql("""
                        insert into crm.mail_sender (product, pattern, verdict, reason, added_by, added_at)
                        values (?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(
                        product,
                        pattern,
                        verdict.name(),
                        reason == null || reason.isBlank() ? null : reason.strip(),
                        person,
                        Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return find(id).orElseThrow();
    }

    /**
     * Ends a rule.
     *
     * @param person user id
     * @throws NoSuchElementException if there is none in force with this id
     */
    public void remove(long id, String person) {
        int removed = jdbc.sql("""
                update crm.mail_sender set removed_by = ?, removed_at = ? where id = ? and removed_at is null
                """)
                .params(person, Timestamp.from(clock.instant()), id)
                .update();
        if (removed == 0) {
            throw new NoSuchElementException("there is no rule " + id + " about a sender");
        }
    }

    /** @return whether it is one of our own mailboxes, or their whole domain: never to be blocked or trusted */
    public boolean isOurs(String sender) {
        return ownMail.isOurDomain(sender) && (sender.startsWith("@") || ownMail.isMailbox(sender));
    }

    private Optional<SenderRule> inForce(String product, String pattern) {
        return jdbc.sql("""
                select id, product, pattern, verdict, reason, added_by, added_at from crm.mail_sender
                where product = ? and pattern = ? and removed_at is null
                """).params(product, pattern).query(SenderRule.class).optional();
    }

    private String pattern(String sender, Verdict verdict, String reason) {
        List<Problem> problems = new ArrayList<>();
        String text = sender == null ? "" : sender.strip().toLowerCase(Locale.ROOT);
        if (text.lastIndexOf('@') <= 0) {
            text = "@" + domain(text.startsWith("@") ? text.substring(1) : text);
        }
        boolean sound = text.startsWith("@")
                ? DOMAIN.matcher(text.substring(1)).matches()
                : ADDRESS.matcher(text).matches();
        if (!sound) {
            problems.add(new Problem("sender", "sender.unreadable", List.of(shown(sender))));
        } else if (isOurs(text)) {
            problems.add(new Problem("sender", "sender.own", List.of(text)));
        }
        if (verdict == null) {
            problems.add(new Problem("verdict", "sender.verdict", List.of("BLOCKED, TRUSTED")));
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            problems.add(new Problem("reason", "draft.long", List.of(String.valueOf(LONGEST_REASON))));
        }
        if (!problems.isEmpty()) {
            throw new DraftRefused(problems);
        }
        return text;
    }

    private static String domain(String text) {
        try {
            return IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String shown(String sender) {
        String text = sender == null ? "" : sender.replaceAll("\\p{Cntrl}", " ");
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

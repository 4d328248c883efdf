package io.reglament.mail.budget;

import io.reglament.crm.Customers;
import io.reglament.mail.MailSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether an automatic mail may leave (mail rule AU-7). Everything is counted from the outbox itself, so that the budgets
 * hold for all nodes and survive a restart; what was held back does not count.
 */
@Component
public class LoopBudgets {

    private static final String SENT = " and o.state not in ('HELD', 'DROPPED') and o.created_at <= :now";
    private static final String REACTION = " and o.kind in ('REGISTERED', 'FOLLOW_UP', 'WITHDRAWN')";

    private final JdbcClient jdbc;
    private final Customers customers;
    private final CircuitBreaker breaker;
    private final BudgetSettings settings;
    private final int perAddressHour;
    private final Clock clock;

    LoopBudgets(
            JdbcClient jdbc,
            Customers customers,
            CircuitBreaker breaker,
            BudgetSettings settings,
            MailSettings mail,
            Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.breaker = breaker;
        this.settings = settings;
        this.perAddressHour = mail.acknowledgementsPerHour();
        this.clock = clock;
    }

    /**
     * An automatic mail to a customer that is about to leave.
     *
     * @param product lower-case code
     * @param reaction a customer's mail set it off, without a person between: only such mails can make a loop
     */
    public record AutomaticMail(long requestId, long customerId, String product, String recipient, boolean reaction) {}

    /** What the outbox says about a mail. */
    private record Counts(boolean dead, int addressHour, int addressDay, int domainHour, int requestDay, int repeats) {}

    /** @return why it is held back; empty if it may leave */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<HoldReason> holds(AutomaticMail mail) {
        if (breaker.isOpen()) {
            return Optional.of(HoldReason.BREAKER);
        }
        int share = share(mail.customerId(), mail.product());
        Counts counts = count(mail);
        if (counts.dead()) {
            return Optional.of(HoldReason.UNDELIVERABLE);
        }
        if (counts.requestDay() >= atLeastOne(settings.perRequestDay(), share)) {
            return Optional.of(HoldReason.REQUEST_BUDGET);
        }
        if (!mail.reaction()) {
            return Optional.empty();
        }
        if (counts.addressHour() >= atLeastOne(perAddressHour, share)
                || counts.addressDay() >= atLeastOne(settings.perAddressDay(), share)) {
            return Optional.of(HoldReason.ADDRESS_BUDGET);
        }
        if (counts.domainHour() >= atLeastOne(settings.perDomainHour(), share)) {
            return Optional.of(HoldReason.DOMAIN_BUDGET);
        }
        return counts.repeats() >= settings.repeats() ? Optional.of(HoldReason.REPEATED_TEXT) : Optional.empty();
    }

    /** @return whether a mail of this sender would be acknowledged now, as far as its own budget goes */
    @Transactional(readOnly = true)
    public boolean hasBudgetLeft(String sender, long customerId, String product) {
        int sent = addressHour(sender);
        return sent < atLeastOne(perAddressHour, settings.shareWithoutContract())
                || sent < atLeastOne(perAddressHour, share(customerId, product));
    }

    private int share(long customerId, String product) {
        return customers.contract(customerId, product, clock.instant()).isPresent()
                ? 1
                : settings.shareWithoutContract();
    }

    private int addressHour(String address) {
        Instant now = clock.instant();
        return jdbc.sql("select count(*) from crm.outbound_mail o where lower(o.recipient) = lower(:to)"
                        + " and o.created_at > :hour" + SENT + REACTION)
                .param("to", address)
                .param("hour", Timestamp.from(now.minus(Duration.ofHours(1))))
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    private Counts count(AutomaticMail mail) {
        Instant now = clock.instant();
        // Counts that could be long stop where the larger budget ends: they are never read any further.
        return jdbc.sql("select exists (select 1 from crm.undeliverable_address u"
                        + " where u.request_id = :request and u.address = lower(:to)) as dead,"
                        + " (select count(*) from crm.outbound_mail o where lower(o.recipient) = lower(:to)"
                        + " and o.created_at > :hour" + SENT + REACTION + ") as address_hour,"
                        + " (select count(*) from crm.outbound_mail o where lower(o.recipient) = lower(:to)"
                        + " and o.created_at > :day" + SENT + REACTION + ") as address_day,"
                        + " (select count(*) from (select 1 from crm.outbound_mail o"
                        + " where substring(lower(o.recipient) from '@(.*)$') = :domain"
                        + " and o.created_at > :hour" + SENT + REACTION + " limit :most) d) as domain_hour,"
                        + " (select count(*) from crm.outbound_mail o where o.request_id = :request"
                        + " and lower(o.recipient) = lower(:to) and o.created_at > :day" + SENT + ") as request_day,"
                        + " (select count(*) from (select 1 from crm.message m"
                        + " join crm.inbound_mail i on i.id = m.inbound_id"
                        + " join crm.inbound_mail e on e.content_hash = i.content_hash and e.id < i.id"
                        + " and e.product = i.product and lower(e.sender) = lower(i.sender) and e.outcome = 'REQUEST'"
                        + " and e.internal_date > i.internal_date - make_interval(secs => :within)"
                        + " where m.request_id = :request and m.direction = 'IN' limit :repeats) t) as repeats")
                .param("request", mail.requestId())
                .param("to", mail.recipient())
                .param(
                        "domain",
                        mail.recipient()
                                .substring(mail.recipient().lastIndexOf('@') + 1)
                                .toLowerCase(Locale.ROOT))
                .param("hour", Timestamp.from(now.minus(Duration.ofHours(1))))
                .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("now", Timestamp.from(now))
                .param("most", settings.perDomainHour())
                .param("repeats", settings.repeats())
                .param("within", settings.repeatsWithin().toSeconds())
                .query((rs, i) -> new Counts(
                        rs.getBoolean("dead"),
                        rs.getInt("address_hour"),
                        rs.getInt("address_day"),
                        rs.getInt("domain_hour"),
                        rs.getInt("request_day"),
                        rs.getInt("repeats")))
                .single();
    }

    private static int atLeastOne(int budget, int share) {
        return Math.max(1, budget / share);
    }
}

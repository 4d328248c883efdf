package io.reglament.crm;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.Sla;
import io.reglament.crm.ProductProfile.SlaGoal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which service level holds for a customer's requests: the contract's, item by item, else the profile's (C-30). */
@Service
public class ServiceLevels {

    private final ProductProfiles profiles;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ZoneId zone;

    ServiceLevels(
            ProductProfiles profiles,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.profiles = profiles;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What a contract says of the service level; what is null is the profile's.
     *
     * @param timeZone IANA zone of the hours; null: the customer's
     * @param country ISO 3166, whose public holidays are not served; null: the profile's, else the customer's
     */
    public record ContractLevel(
            String hours, String timeZone, String country, Map<Level, SlaGoal> goals, String warnBefore) {}

    /**
     * The service level of a contract may be another one; open requests must be computed again.
     *
     * @param actor who changed it
     * @param cause BPMN element, page or API action
     */
    public record ContractChanged(long customerId, String product, String actor, String cause) {}

    private record Row(ContractLevel level, String customersZone, String customersCountry) {}

    /**
     * @param product lower-case product code
     * @return the terms that hold today; empty where neither contract nor profile sets goals
     */
    @Transactional(readOnly = true)
    public Optional<ServiceTerms> of(long customerId, String product) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Row row = jdbc.sql("""
                select k.service_hours, k.time_zone, k.country, k.goals, k.warn_before, c.time_zone as customers_zone,
                    c.country as customers_country
                from crm.customer c left join crm.contract k on k.customer_id = c.id and k.product = ?
                    and k.starts_on <= ? and (k.ends_on is null or k.ends_on >= ?)
                where c.id = ? order by k.starts_on desc nulls last limit 1
                """)
                .params(product, today, today, customerId)
                .query((rs, i) -> new Row(
                        new ContractLevel(
                                rs.getString("service_hours"),
                                rs.getString("time_zone"),
                                rs.getString("country"),
                                GoalsText.read(rs.getString("goals")),
                                rs.getString("warn_before")),
                        rs.getString("customers_zone"),
                        rs.getString("customers_country")))
                .single();
        ContractLevel contract = row.level();
        Sla level = merged(contract, profiles.get(product).sla(), row.customersCountry());
        return Optional.ofNullable(SlaRules.terms(
                level, ZoneId.of(contract.timeZone() == null ? row.customersZone() : contract.timeZone())));
    }

    /**
     * Sets what a contract says; open requests are computed again in the same transaction.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong and what is allowed
     * @throws java.util.NoSuchElementException if the customer has no such contract
     */
    @Transactional
    public void set(
            long customerId, String product, String contractNumber, ContractLevel level, String actor, String cause) {
        check(product, level);
        int changed = jdbc.sql("""
                update crm.contract set service_hours = ?, time_zone = ?, country = ?, goals = cast(? as jsonb),
                    warn_before = ?, version = version + 1
                where customer_id = ? and product = ? and number = ?
                """)
                .param(level.hours())
                .param(level.timeZone())
                .param(level.country())
                .param(GoalsText.write(level.goals()))
                .param(level.warnBefore())
                .param(customerId)
                .param(product)
                .param(contractNumber)
                .update();
        if (changed == 0) {
            throw new java.util.NoSuchElementException(
                    "customer " + customerId + " has no contract " + contractNumber + " for " + product);
        }
        events.publishEvent(new ContractChanged(customerId, product, actor, cause));
    }

    private void check(String product, ContractLevel level) {
        SlaRules.check("contract", merged(level, profiles.get(product).sla(), null));
        if (level.timeZone() != null) {
            try {
                ZoneId.of(level.timeZone());
            } catch (DateTimeException e) {
                throw new SlaRules.Broken(
                        "contract.timeZone", "value is " + level.timeZone(), "an IANA zone, e.g. Europe/Moscow");
            }
        }
    }

    /**
     * What a contract leaves open the profile says; of the country, the customer's counts where neither does.
     *
     * @param profile null: it says nothing
     * @param customersCountry null: unknown
     */
    static Sla merged(ContractLevel contract, Sla profile, String customersCountry) {
        Sla usual = profile == null ? new Sla(null, null, null, null) : profile;
        String country = contract.country() == null ? usual.country() : contract.country();
        return new Sla(
                contract.hours() == null ? usual.hours() : contract.hours(),
                country == null ? customersCountry : country,
                contract.goals() == null ? usual.goals() : contract.goals(),
                contract.warnBefore() == null ? usual.warnBefore() : contract.warnBefore());
    }
}

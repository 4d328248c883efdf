package io.reglament.crm;

import io.reglament.crm.CustomerEvent.Kind;
import io.reglament.crm.CustomerEvents.Subject;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceLevels.ContractChanged;
import io.reglament.crm.ServiceLevels.ContractLevel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Enters and changes what is agreed with a customer for a product (ECRM-3.1-01), like {@link CustomerRegister}. */
@Service
@Transactional
public class ContractRegister {

    private static final int NUMBER_LENGTH = 100;
    private static final String CAUSE = "ContractRegister";

    private final JdbcClient jdbc;
    private final CustomerEvents events;
    private final ProductProfiles profiles;
    private final ApplicationEventPublisher publisher;

    ContractRegister(
            JdbcClient jdbc, CustomerEvents events, ProductProfiles profiles, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.events = events;
        this.profiles = profiles;
        this.publisher = publisher;
    }

    /**
     * @param products whose contracts the person may enter
     * @param actor user id
     * @return the new contract's id
     * @throws DraftRefused naming everything that is wrong
     */
    public long add(CustomerCard customer, ContractDraft draft, Set<String> products, String actor) {
        CustomerRegister.lock(jdbc);
        Terms terms = check(customer, draft, products, null);
        long id =
                jdbc.sql("select nextval('crm.contract_seq')").query(Long.class).single();
        write("""
                insert into crm.contract (product, number, priority, starts_on, ends_on, representative_id, curator_id,
                    service_hours, time_zone, country, goals, warn_before, customer_id, version, id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, 0, ?)
                """, terms).param(customer.id()).param(id).update();
        setServices(id, terms.services);
        Subject subject = new Subject(customer.id(), Kind.CONTRACT, id, terms.number, terms.product, 0, actor);
        events.entered(subject);
        events.changed(subject, "startsOn", null, terms.startsOn);
        events.changed(subject, "endsOn", null, terms.endsOn);
        events.changed(subject, "priority", null, terms.priority);
        levelChanged(subject, new ContractLevel(null, null, null, null, null), terms.level);
        publisher.publishEvent(new ContractChanged(customer.id(), terms.product, actor, CAUSE));
        return id;
    }

    /**
     * @param now as the person may see it
     * @param products whose contracts the person may change
     * @param actor user id
     * @throws DraftRefused naming everything that is wrong
     * @throws ChangedMeanwhile if the draft was made from an older version
     */
    public void update(
            CustomerCard customer, CustomerCard.Contract now, ContractDraft draft, Set<String> products, String actor) {
        CustomerRegister.lock(jdbc);
        int version = CustomerRegister.version(jdbc, events, Kind.CONTRACT, "contract", now.id(), draft.version());
        Terms terms = check(customer, draft, products, now.id());
        write("""
                update crm.contract set product = ?, number = ?, priority = ?, starts_on = ?, ends_on = ?,
                    representative_id = ?, curator_id = ?, service_hours = ?, time_zone = ?, country = ?,
                    goals = cast(? as jsonb), warn_before = ?, version = version + 1 where id = ?
                """, terms).param(now.id()).update();
        setServices(now.id(), terms.services);
        Subject subject =
                new Subject(customer.id(), Kind.CONTRACT, now.id(), terms.number, terms.product, version + 1, actor);
        events.changed(subject, "product", now.product(), terms.product);
        events.changed(subject, "number", now.number(), terms.number);
        events.changed(subject, "services", String.join(", ", now.services()), String.join(", ", terms.services));
        events.changed(subject, "priority", now.priority(), terms.priority);
        events.changed(subject, "startsOn", now.startsOn(), terms.startsOn);
        events.changed(subject, "endsOn", now.endsOn(), terms.endsOn);
        events.changed(
                subject,
                "representativeId",
                name(customer, now.representative()),
                name(customer, terms.representative));
        events.changed(subject, "curatorId", name(customer, now.curator()), name(customer, terms.curator));
        levelChanged(
                subject,
                new ContractLevel(now.hours(), now.timeZone(), now.country(), now.goals(), now.warnBefore()),
                terms.level);
        new TreeSet<>(List.of(now.product(), terms.product))
                .forEach(product -> publisher.publishEvent(new ContractChanged(customer.id(), product, actor, CAUSE)));
    }

    private void levelChanged(Subject subject, ContractLevel before, ContractLevel after) {
        events.changed(subject, "hours", before.hours(), after.hours());
        events.changed(subject, "timeZone", before.timeZone(), after.timeZone());
        events.changed(subject, "country", before.country(), after.country());
        events.changed(subject, "goals", GoalsText.shown(before.goals()), GoalsText.shown(after.goals()));
        events.changed(
                subject, "warnBefore", GoalsText.plain(before.warnBefore()), GoalsText.plain(after.warnBefore()));
    }

    private record Terms(
            String product,
            String number,
            Set<String> services,
            ContractLevel level,
            Level priority,
            LocalDate startsOn,
            LocalDate endsOn,
            Long representative,
            Long curator) {}

    private Terms check(CustomerCard customer, ContractDraft draft, Set<String> products, Long id) {
        Draft typed = new Draft();
        String product = typed.oneOf("product", draft.product(), List.copyOf(new TreeSet<>(products)));
        String number = typed.required("number", draft.number(), NUMBER_LENGTH);
        Set<String> services = services(typed, draft.services(), product);
        ContractLevel level = LevelDraft.read(
                typed, draft, profiles.find(product).map(ProductProfile::sla).orElse(null));
        Level priority = Draft.blankToNull(draft.priority()) == null
                ? null
                : level(typed.oneOf(
                        "priority",
                        draft.priority(),
                        Arrays.stream(Level.values()).map(Level::name).toList()));
        LocalDate startsOn = typed.day("startsOn", draft.startsOn());
        if (Draft.blankToNull(draft.startsOn()) == null) {
            typed.problem("startsOn", "draft.startsOn.missing");
        }
        LocalDate endsOn = typed.day("endsOn", draft.endsOn());
        if (startsOn != null && endsOn != null && endsOn.isBefore(startsOn)) {
            typed.problem("endsOn", "draft.endsOn.before", endsOn, startsOn);
        }
        Long representative = draft.representativeId();
        if (representative != null
                && customer.contact(representative)
                        .filter(CustomerCard.Person::representative)
                        .isEmpty()) {
            typed.problem("representativeId", "draft.representativeId");
        }
        Long curator = draft.curatorId();
        if (curator != null
                && customer.contact(curator)
                        .filter(CustomerCard.Person::curator)
                        .isEmpty()) {
            typed.problem("curatorId", "draft.curatorId");
        }
        if (number != null && startsOn != null) {
            overlapping(product, number, startsOn, endsOn, id)
                    .ifPresent(other -> typed.problem(
                            "number", "draft.number.taken", number, other.customer, other.startsOn, other.endsOn));
        }
        typed.check();
        return new Terms(product, number, services, level, priority, startsOn, endsOn, representative, curator);
    }

    private Set<String> services(Draft typed, List<String> codes, String product) {
        Set<String> services = new TreeSet<>();
        Optional<ProductProfile> profile = profiles.find(product);
        for (String code : codes == null ? List.<String>of() : codes) {
            if (code == null || code.isBlank()) {
                continue;
            }
            services.add(code);
            if (profile.isPresent() && profile.get().service(code).isEmpty()) {
                List<String> allowed = new ArrayList<>();
                profile.get().services().forEach(s -> allowed.add(s.code()));
                typed.problem("services", "draft.services", code, profile.get().name(), String.join(", ", allowed));
            }
        }
        return services;
    }

    private record Other(String customer, LocalDate startsOn, String endsOn) {}

    private Optional<Other> overlapping(String product, String number, LocalDate from, LocalDate to, Long except) {
        return jdbc
                .sql("""
                select c.name, k.starts_on, k.ends_on from crm.contract k join crm.customer c on c.id = k.customer_id
                where k.product = ? and lower(k.number) = lower(?) and k.id is distinct from ?
                    and k.starts_on <= ? and coalesce(k.ends_on, 'infinity') >= ? limit 1
                """)
                .param(product)
                .param(number)
                .param(except)
                .param(to == null ? LocalDate.of(9999, 12, 31) : to)
                .param(from)
                .query((rs, i) -> new Other(
                        rs.getString("name"),
                        rs.getObject("starts_on", LocalDate.class),
                        rs.getString("ends_on") == null ? "…" : rs.getString("ends_on")))
                .list()
                .stream()
                .findFirst();
    }

    private JdbcClient.StatementSpec write(String sql, Terms terms) {
        return jdbc.sql(sql)
                .param(terms.product)
                .param(terms.number)
                .param(terms.priority == null ? null : terms.priority.name())
                .param(terms.startsOn)
                .param(terms.endsOn)
                .param(terms.representative)
                .param(terms.curator)
                .param(terms.level.hours())
                .param(terms.level.timeZone())
                .param(terms.level.country())
                .param(GoalsText.write(terms.level.goals()))
                .param(terms.level.warnBefore());
    }

    private void setServices(long contractId, Set<String> services) {
        jdbc.sql("delete from crm.contract_service where contract_id = ?")
                .param(contractId)
                .update();
        services.forEach(service -> jdbc.sql("insert into crm.contract_service (contract_id, service) values (?, ?)")
                .params(contractId, service)
                .update());
    }

    private static String name(CustomerCard customer, Long contactId) {
        return customer.contact(contactId).map(CustomerCard.Person::displayName).orElse(null);
    }

    private static Level level(String code) {
        return Arrays.stream(Level.values())
                .filter(level -> level.name().equals(code))
                .findFirst()
                .orElse(null);
    }
}

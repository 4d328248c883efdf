package io.reglament.crm;

import io.reglament.crm.CustomerEvent.Kind;
import io.reglament.crm.CustomerEvents.Subject;
import io.reglament.crm.ServiceLevels.ContractChanged;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Enters and changes customers and their people; contracts are {@link ContractRegister}'s. Every call checks all that
 * was typed, records what changed, and either does everything or nothing.
 */
@Service
@Transactional
public class CustomerRegister {

    /** Domain, address and number must stay unique while two people type: one change at a time, on all nodes. */
    static final long LOCK = 0x5245_474c_4352_4d01L;

    private static final int NAME_LENGTH = 200;
    private static final String RUSSIA = "RU";

    private final JdbcClient jdbc;
    private final CustomerEvents events;
    private final ProductProfiles profiles;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    CustomerRegister(
            JdbcClient jdbc,
            CustomerEvents events,
            ProductProfiles profiles,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.profiles = profiles;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param actor user id
     * @return the new customer's id
     * @throws DraftRefused naming everything that is wrong
     */
    public long create(CustomerDraft draft, String actor) {
        lock(jdbc);
        Checked checked = check(draft, null);
        long id = next("customer_seq");
        jdbc.sql("""
                insert into crm.customer (id, name, person_type, time_zone, country, language, created_at, version)
                values (?, ?, ?, ?, ?, ?, ?, 0)
                """)
                .params(
                        id,
                        checked.name,
                        checked.personType,
                        checked.timeZone,
                        checked.country,
                        checked.language,
                        Timestamp.from(clock.instant()))
                .update();
        setDomains(id, checked.domains);
        Subject subject = new Subject(id, Kind.CUSTOMER, id, checked.name, null, 0, actor);
        events.entered(subject);
        if (!checked.domains.isEmpty()) {
            events.changed(subject, "domains", null, String.join(", ", checked.domains));
        }
        return id;
    }

    /**
     * @param actor user id
     * @throws DraftRefused naming everything that is wrong
     * @throws ChangedMeanwhile if the draft was made from an older version
     */
    public void update(CustomerCard now, CustomerDraft draft, String actor) {
        lock(jdbc);
        int version = version(jdbc, events, Kind.CUSTOMER, "customer", now.id(), draft.version());
        Checked checked = check(draft, now.id());
        jdbc.sql("""
                update crm.customer set name = ?, person_type = ?, time_zone = ?, country = ?, language = ?,
                    version = version + 1 where id = ?
                """)
                .params(checked.name, checked.personType, checked.timeZone, checked.country, checked.language, now.id())
                .update();
        setDomains(now.id(), checked.domains);
        Subject subject = new Subject(now.id(), Kind.CUSTOMER, now.id(), checked.name, null, version + 1, actor);
        events.changed(subject, "name", now.name(), checked.name);
        events.changed(subject, "personType", now.personType(), checked.personType);
        events.changed(subject, "domains", String.join(", ", now.domains()), String.join(", ", checked.domains));
        boolean zone = events.changed(subject, "timeZone", now.timeZone(), checked.timeZone);
        boolean country = events.changed(subject, "country", now.country(), checked.country);
        events.changed(subject, "language", now.language(), checked.language);
        if (zone || country) {
            // Where a contract names none, the customer's count.
            profiles.all()
                    .forEach(p ->
                            publisher.publishEvent(new ContractChanged(now.id(), p.code(), actor, "CustomerRegister")));
        }
    }

    /**
     * @param actor user id
     * @return the new contact's id
     * @throws DraftRefused naming everything that is wrong
     */
    public long addContact(CustomerCard customer, ContactDraft draft, String actor) {
        lock(jdbc);
        Person checked = check(draft, null);
        long id = next("contact_seq");
        jdbc.sql("""
                insert into crm.contact (id, customer_id, name, email, language, representative, curator, created_at,
                    version) values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """)
                .params(
                        id,
                        customer.id(),
                        checked.name,
                        checked.email,
                        checked.language,
                        checked.representative,
                        checked.curator,
                        Timestamp.from(clock.instant()))
                .update();
        Subject subject = new Subject(customer.id(), Kind.CONTACT, id, checked.email, null, 0, actor);
        events.entered(subject);
        if (checked.representative) {
            events.changed(subject, "representative", false, true);
        }
        if (checked.curator) {
            events.changed(subject, "curator", false, true);
        }
        return id;
    }

    /**
     * @param now as the person may see it
     * @param actor user id
     * @throws DraftRefused naming everything that is wrong
     * @throws ChangedMeanwhile if the draft was made from an older version
     */
    public void updateContact(CustomerCard customer, CustomerCard.Person now, ContactDraft draft, String actor) {
        lock(jdbc);
        int version = version(jdbc, events, Kind.CONTACT, "contact", now.id(), draft.version());
        Person checked = check(draft, now.id());
        jdbc.sql("""
                update crm.contact set name = ?, email = ?, language = ?, representative = ?, curator = ?,
                    version = version + 1 where id = ?
                """)
                .params(
                        checked.name,
                        checked.email,
                        checked.language,
                        checked.representative,
                        checked.curator,
                        now.id())
                .update();
        Subject subject = new Subject(customer.id(), Kind.CONTACT, now.id(), checked.email, null, version + 1, actor);
        events.changed(subject, "name", now.name(), checked.name);
        events.changed(subject, "email", now.email(), checked.email);
        events.changed(subject, "language", now.language(), checked.language);
        events.changed(subject, "representative", now.representative(), checked.representative);
        events.changed(subject, "curator", now.curator(), checked.curator);
    }

    private record Checked(
            String name, String personType, Set<String> domains, String timeZone, String country, String language) {}

    private record Person(String name, String email, String language, boolean representative, boolean curator) {}

    private Checked check(CustomerDraft draft, Long id) {
        Draft typed = new Draft();
        String name = typed.required("name", draft.name(), NAME_LENGTH);
        if (name != null) {
            owner("select name from crm.customer where lower(name) = lower(?) and id is distinct from ?", name, id)
                    .ifPresent(other -> typed.problem("name", "draft.name.taken", other));
        }
        String personType = typed.oneOf("personType", draft.personType(), List.of("LEGAL", "NATURAL"));
        Set<String> domains = domains(typed, draft.domains(), id);
        String timeZone = Draft.blankToNull(draft.timeZone());
        if (timeZone == null || !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            typed.problem("timeZone", "draft.timeZone", timeZone == null ? "" : timeZone);
        }
        String country = Draft.blankToNull(draft.country());
        country = country == null ? RUSSIA : country.toUpperCase(Locale.ROOT);
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            typed.problem("country", "draft.country", draft.country());
        }
        String language = typed.oneOf("language", draft.language(), List.of("ru", "en"));
        typed.check();
        return new Checked(name, personType, domains, timeZone, country, language);
    }

    private Set<String> domains(Draft typed, List<String> entries, Long id) {
        Set<String> domains = new TreeSet<>();
        Set<String> ours = new LinkedHashSet<>();
        profiles.all().forEach(p -> ours.add(p.mailbox().substring(p.mailbox().indexOf('@') + 1)));
        for (String entry : entries == null ? List.<String>of() : entries) {
            for (String part : (entry == null ? "" : entry).split("[\\s,;]+")) {
                String domain = part.isBlank() ? null : typed.domain("domains", part);
                if (domain == null || !domains.add(domain)) {
                    continue;
                }
                if (ours.contains(domain)) {
                    typed.problem("domains", "draft.domain.ours", domain);
                }
                owner("""
                        select c.name from crm.customer_domain d join crm.customer c on c.id = d.customer_id
                        where d.domain = ? and c.id is distinct from ?
                        """, domain, id)
                        .ifPresent(other -> typed.problem("domains", "draft.domain.taken", domain, other));
            }
        }
        return domains;
    }

    private Person check(ContactDraft draft, Long id) {
        Draft typed = new Draft();
        String name = typed.text("name", draft.name(), NAME_LENGTH);
        String email = typed.email("email", draft.email());
        if (email != null) {
            owner("""
                    select c.name from crm.contact p join crm.customer c on c.id = p.customer_id
                    where lower(p.email) = lower(?) and p.id is distinct from ?
                    """, email, id).ifPresent(other -> typed.problem("email", "draft.email.taken", email, other));
            if (profiles.byMailbox(email).isPresent()) {
                typed.problem("email", "draft.email.ours", email);
            }
        }
        String language = typed.oneOf("language", draft.language(), List.of("ru", "en"));
        typed.check();
        return new Person(
                name,
                email,
                language,
                Boolean.TRUE.equals(draft.representative()),
                Boolean.TRUE.equals(draft.curator()));
    }

    private Optional<String> owner(String sql, String value, Long except) {
        return jdbc.sql(sql).param(value).param(except).query(String.class).list().stream()
                .findFirst();
    }

    private void setDomains(long customerId, Set<String> domains) {
        jdbc.sql("delete from crm.customer_domain where customer_id = ?")
                .param(customerId)
                .update();
        domains.forEach(domain -> jdbc.sql("insert into crm.customer_domain (domain, customer_id) values (?, ?)")
                .params(domain, customerId)
                .update());
    }

    private long next(String sequence) {
        return jdbc.sql("select nextval('crm." + sequence + "')")
                .query(Long.class)
                .single();
    }

    static void lock(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((rs, i) -> "")
                .list();
    }

    /**
     * @param table {@code customer}, {@code contact} or {@code contract}
     * @param shown the version from which the person's draft was made; null is an old one
     * @return the version that stands
     * @throws ChangedMeanwhile if that is another one
     */
    static int version(JdbcClient jdbc, CustomerEvents events, Kind kind, String table, long id, Integer shown) {
        int version = jdbc.sql("select version from crm." + table + " where id = ? for update")
                .param(id)
                .query(Integer.class)
                .single();
        if (shown == null || shown != version) {
            throw new ChangedMeanwhile(version, events.since(kind, id, shown == null ? version : shown));
        }
        return version;
    }
}

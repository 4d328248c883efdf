package io.reglament.local;

import io.reglament.crm.Language;
import java.util.List;

/** The customers' people of the local profile. */
public final class SamplePeople {

    /** @param domain of a customer whose whole domain is recognised */
    public record Person(
            String customer,
            String domain,
            Language language,
            String name,
            String mailboxName,
            boolean representative,
            boolean curator) {

        public String address() {
            return mailboxName + "@" + domain;
        }
    }

    /** Two companies, both under contract for all products; one reads Russian, the other English. */
    public static final List<Person> ALL = List.of(
            client("Ирина Петрова", "user", false, false),
            client("Павел Орлов", "representative", true, false),
            client("Ольга Лебедева", "curator", false, true),
            other("Mary Jones", "user", false, false),
            other("Peter Brown", "representative", true, false),
            other("Anna Smith", "curator", false, true));

    private SamplePeople() {}

    public static List<String> addresses() {
        return ALL.stream().map(Person::address).toList();
    }

    private static Person client(String name, String mailboxName, boolean representative, boolean curator) {
        return new Person(
                "ООО «Клиент»", "client.example.org", Language.RU, name, mailboxName, representative, curator);
    }

    private static Person other(String name, String mailboxName, boolean representative, boolean curator) {
        return new Person(
                "Other Company Ltd", "other.example.org", Language.EN, name, mailboxName, representative, curator);
    }
}

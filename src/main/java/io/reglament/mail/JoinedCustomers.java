package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Letter.Kind;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The contacts of requests that were merged into another one hear how it ends, under their own number and subject. Of the
 * other request and its customer they learn nothing but the words of the result; its links are not theirs.
 */
@Component
class JoinedCustomers {

    private final RequestLinks links;
    private final Requests requests;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Outbox outbox;
    private final MailTexts texts;

    JoinedCustomers(
            RequestLinks links,
            Requests requests,
            Customers customers,
            ProductProfiles profiles,
            Outbox outbox,
            MailTexts texts) {
        this.links = links;
        this.requests = requests;
        this.customers = customers;
        this.profiles = profiles;
        this.outbox = outbox;
        this.texts = texts;
    }

    /**
     * @param survivor whose end is told
     * @param key of the letter's introduction and next step
     * @param quoteKey of the words' heading
     * @param words result or reason; null if there are none
     */
    void tell(
            RequestView survivor, Kind kind, String key, String quoteKey, String words, String cause, String dedupKey) {
        Set<Long> told = new HashSet<>();
        told.add(survivor.contactId());
        for (long id : links.joined(survivor.id())) {
            RequestView joined = requests.get(id);
            if (told.add(joined.contactId())) {
                outbox.post(joined, letter(joined, kind, key, quoteKey, words), cause, dedupKey + ":joined:" + id);
            }
        }
    }

    private Letter letter(RequestView joined, Kind kind, String key, String quoteKey, String words) {
        Contact contact = customers.contact(joined.contactId());
        Language language = contact.language();
        return Letter.draft(kind, Addressee.of(contact), joined.id())
                .intro(texts.get(language, key + ".intro", joined.number()))
                .fact(texts.get(language, "fact.number"), joined.number())
                .fact(
                        texts.get(language, "fact.product"),
                        profiles.get(joined.product()).name())
                .fact(texts.get(language, "fact.subject"), joined.subject())
                .quote(texts.get(language, quoteKey + ".quote"), words)
                .next(texts.get(language, key + ".next"));
    }
}

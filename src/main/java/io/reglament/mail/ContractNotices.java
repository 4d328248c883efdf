package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.ContractState;
import io.reglament.crm.Customers;
import io.reglament.crm.FirstLine;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Letter.Kind;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the account managers of a product, by mail, what is wrong with a customer's contract. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ContractNotices {

    private final Requests requests;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final FirstLine firstLine;
    private final Archive archive;
    private final Outbox outbox;
    private final MailTexts texts;
    private final Language language;
    private final String publicUrl;

    ContractNotices(
            Requests requests,
            Customers customers,
            ProductProfiles profiles,
            FirstLine firstLine,
            Archive archive,
            Outbox outbox,
            MailTexts texts,
            @Value("${reglament.language}") String language,
            @Value("${reglament.public-url}") String publicUrl) {
        this.requests = requests;
        this.customers = customers;
        this.profiles = profiles;
        this.firstLine = firstLine;
        this.archive = archive;
        this.outbox = outbox;
        this.texts = texts;
        this.language = Language.of(language);
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /**
     * The request of an expired contract was registered all the same: says so in its archive, and to every member of the
     * product's first line whose mail address is known. A second call changes nothing.
     *
     * @param cause id of the BPMN element
     */
    public void expired(long requestId, ContractState contract, String cause) {
        RequestView request = requests.get(requestId);
        String key = "contract-expired:" + requestId;
        archive.change(
                requestId,
                Archive.SYSTEM,
                ArchiveEntry.Kind.FIELD,
                cause,
                "contractExpired",
                null,
                contract.number() + " (" + contract.until() + ")");
        ProductProfile product = profiles.get(request.product());
        Contact customer = customers.contact(request.contactId());
        boolean told = false;
        for (Map.Entry<String, String> person : firstLine.members(product).entrySet()) {
            String address = firstLine.address(person.getKey()).orElse(null);
            if (address == null) {
                continue;
            }
            Addressee recipient = new Addressee(person.getValue(), address, language);
            outbox.post(
                    request,
                    letter(request, contract, customer.customerName(), recipient),
                    cause,
                    key + ":" + person.getKey());
            told = true;
        }
        if (!told) {
            archive.add(
                    requestId,
                    Archive.SYSTEM,
                    ArchiveEntry.Kind.DELIVERY,
                    cause,
                    "expired contract not mailed: nobody of group "
                            + product.groups().firstLine() + " has a mail address");
        }
    }

    private Letter letter(RequestView request, ContractState contract, String customer, Addressee recipient) {
        String until = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .format(contract.until());
        return Letter.draft(Kind.CONTRACT_EXPIRED, recipient, request.id())
                .headline(texts.get(language, "contractExpired.headline"))
                .intro(texts.get(
                        language, "contractExpired.intro", customer, contract.number(), until, request.number()))
                .fact(texts.get(language, "fact.number"), request.number())
                .fact(texts.get(language, "fact.subject"), request.subject())
                .link(texts.get(language, "link.customer"), publicUrl + "/customers/" + request.customerId())
                .next(texts.get(language, "contractExpired.next"));
    }
}

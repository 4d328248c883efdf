package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.RequestDetails.LinkedRequest;
import io.reglament.desk.RequestDetails.RatingDetails;
import io.reglament.mail.HtmlSanitizer;
import io.reglament.mail.MailNotes;
import io.reglament.mail.MessageOriginals;
import io.reglament.mail.content.ContentNote;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Attachments;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.Conversation;
import io.reglament.request.CustomerLinks;
import io.reglament.request.ExternalCards;
import io.reglament.request.NewRequest.Channel;
import io.reglament.request.Ratings;
import io.reglament.request.RequestNotFound;
import io.reglament.request.RequestSearch;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Signals;
import io.reglament.request.Suspensions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests as one person may see them: those of the products that the person serves, and nothing that would tell
 * whether others exist (design 6).
 */
@Service
@Transactional(readOnly = true)
class RequestDesk {

    private final CurrentUser user;
    private final Requests requests;
    private final RequestSearch search;
    private final Conversation conversation;
    private final Attachments attachments;
    private final Archive archive;
    private final RequestStages stages;
    private final Suspensions suspensions;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final DeadlineTexts deadlines;
    private final Signals signals;
    private final ExternalCards cards;
    private final Ratings ratings;
    private final HtmlSanitizer html;
    private final CustomerLinks links;
    private final MailNotes notes;
    private final MessageOriginals originals;

    RequestDesk(
            CurrentUser user,
            Requests requests,
            RequestSearch search,
            Conversation conversation,
            Attachments attachments,
            Archive archive,
            RequestStages stages,
            Suspensions suspensions,
            Customers customers,
            ProductProfiles profiles,
            DeadlineTexts deadlines,
            Signals signals,
            ExternalCards cards,
            Ratings ratings,
            HtmlSanitizer html,
            CustomerLinks links,
            MailNotes notes,
            MessageOriginals originals) {
        this.user = user;
        this.requests = requests;
        this.search = search;
        this.conversation = conversation;
        this.attachments = attachments;
        this.archive = archive;
        this.stages = stages;
        this.suspensions = suspensions;
        this.customers = customers;
        this.profiles = profiles;
        this.deadlines = deadlines;
        this.signals = signals;
        this.cards = cards;
        this.ratings = ratings;
        this.html = html;
        this.links = links;
        this.notes = notes;
        this.originals = originals;
    }

    RequestSearch.Page find(RequestFilter filter) {
        return search.find(new RequestSearch.Query(
                user.products(), filter.product(), filter.state(), filter.text(), filter.before(), filter.size()));
    }

    /** @throws RequestNotFound if there is none, or none that this person may see */
    RequestDetails details(String number) {
        return find(number).orElseThrow(() -> new RequestNotFound(number));
    }

    /** @return empty if there is none, or none that this person may see */
    Optional<RequestDetails> find(String number) {
        return requests.find(number).filter(this::isVisible).map(this::details);
    }

    private RequestDetails details(RequestView request) {
        ProductProfile profile = profiles.get(request.product());
        return RequestDetails.of(
                request,
                profile,
                customers.contact(request.contactId()),
                deadlines.of(request),
                requests.links(request.id()).stream()
                        .filter(link -> user.products().contains(productOf(link.number())))
                        .map(link -> new LinkedRequest(
                                link.number(), link.kind(), link.outgoing(), "/api/requests/" + link.number()))
                        .toList(),
                customers
                        .contract(request.customerId(), request.product(), request.registeredAt())
                        .orElse(null),
                stages.of(request.id()),
                suspensions.periods(request.id()),
                request.channel().equals(Channel.MONITORING.name()) ? signals.of(request.id()) : List.of(),
                profile.externalTracker() == null
                        ? null
                        : cards.of(request.id()).orElse(null),
                requests.isEnded(request) ? ratings(request) : List.of());
    }

    private List<RatingDetails> ratings(RequestView request) {
        return ratings.of(request.id()).stream()
                .map(rating -> new RatingDetails(rating.by(), rating.score(), rating.remark(), rating.at()))
                .toList();
    }

    /** @return the conversation, oldest first, its HTML sanitised, without the keys that customers were sent */
    List<MessageDetails> messages(String number) {
        RequestView request = visible(number);
        Map<Long, List<ContentNote>> known = notes.ofRequest(request.id());
        return conversation.messages(request.id()).stream()
                .map(m -> m.withWords(links::withoutLinks))
                .map(m -> MessageDetails.of(
                        request.number(),
                        m,
                        m.html() == null ? null : html.clean(m.html()),
                        notes.say(
                                known.getOrDefault(m.id(), List.of()),
                                user.language().locale())))
                .toList();
    }

    /**
     * @return the mail behind a message, read while it is sent
     * @throws NoMail if the request has no such message, or it was no mail
     */
    InputStream original(String number, long messageId) {
        return originals.open(visible(number).id(), messageId).orElseThrow(NoMail::new);
    }

    /**
     * @return the header block of the mail behind a message
     * @throws NoMail if the request has no such message, or it was no mail
     */
    String headers(String number, long messageId) throws IOException {
        return originals.headers(visible(number).id(), messageId).orElseThrow(NoMail::new);
    }

    /** A message that was no mail, or is none of the request's. */
    static class NoMail extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoMail() {
            super("the message was no mail");
        }
    }

    /** @return the archive, oldest first (BONUS-10.1-35) */
    List<ArchiveEntry> history(String number) {
        return archive.history(visible(number).id());
    }

    /** @throws RequestNotFound if the request has no such attachment */
    Attached attachment(String number, long attachmentId) {
        RequestView request = visible(number);
        return attachments
                .find(attachmentId)
                .filter(file -> file.requestId() == request.id())
                .orElseThrow(() -> new RequestNotFound(number));
    }

    /** @return the attachment's bytes, read while they are sent */
    InputStream content(Attached file) {
        return attachments.open(file.id());
    }

    /** @throws RequestNotFound if there is none, or none that this person may see */
    RequestView visible(String number) {
        return requests.find(number).filter(this::isVisible).orElseThrow(() -> new RequestNotFound(number));
    }

    private boolean isVisible(RequestView request) {
        return user.products().contains(request.product());
    }

    private static String productOf(String number) {
        return number.substring(0, number.indexOf('-')).toLowerCase(Locale.ROOT);
    }
}

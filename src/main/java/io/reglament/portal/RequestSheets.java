package io.reglament.portal;

import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.ReplyText;
import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.portal.RequestSheet.Entry;
import io.reglament.portal.RequestSheet.File;
import io.reglament.request.CustomerConversation;
import io.reglament.request.CustomerLinks;
import io.reglament.request.Ratings;
import io.reglament.request.Ratings.Rating;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes a request's sheet for one visitor: in the customer's zone, without what is inner to us. */
@Service
class RequestSheets {

    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = KILOBYTE * KILOBYTE;

    private final CustomerConversation conversation;
    private final CustomerLinks links;
    private final Ratings ratings;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final MessageSource texts;
    /** What letters, like the page, put above the next step. */
    private final Set<String> nextSteps;

    RequestSheets(
            CustomerConversation conversation,
            CustomerLinks links,
            Ratings ratings,
            Customers customers,
            ProductProfiles profiles,
            MessageSource texts) {
        this.conversation = conversation;
        this.links = links;
        this.ratings = ratings;
        this.customers = customers;
        this.profiles = profiles;
        this.texts = texts;
        this.nextSteps = Arrays.stream(Language.values())
                .map(language -> texts.getMessage("portal.next", null, language.locale()))
                .collect(Collectors.toSet());
    }

    @Transactional(readOnly = true)
    public RequestSheet of(Visit visit, Locale locale) {
        RequestView request = visit.request();
        ProductProfile profile = profiles.get(request.product());
        ZoneId zone = customers.zone(request.customerId());
        List<Entry> entries = conversation.of(request, visit.contact()).stream()
                .map(entry -> entry(entry, visit, profile, zone, locale))
                .toList();
        boolean planned = request.dueAt() != null
                && RequestState.unanswered().contains(request.state())
                && request.state() != RequestState.WAITING_CUSTOMER;
        return new RequestSheet(
                profile.name(),
                step(visit),
                next(visit),
                visit.awaited() && request.state() == RequestState.DONE
                        ? request.confirmation().autoCloseDays()
                        : null,
                planned ? time(request.dueAt(), zone, locale) : null,
                time(request.registeredAt(), zone, locale),
                entries,
                visit.ended()
                        ? ratings.by(request.id(), visit.contact().id())
                                .map(Rating::score)
                                .orElse(null)
                        : null,
                !visit.ended(),
                zone.getDisplayName(TextStyle.FULL, locale));
    }

    /** @return a file's size in the visitor's language */
    private String size(long bytes, Locale locale) {
        NumberFormat number = NumberFormat.getInstance(locale);
        number.setMaximumFractionDigits(1);
        String unit = bytes < KILOBYTE ? "bytes" : bytes < MEGABYTE ? "kilobytes" : "megabytes";
        double amount = bytes < KILOBYTE ? bytes : bytes / (double) (bytes < MEGABYTE ? KILOBYTE : MEGABYTE);
        return texts.getMessage("size." + unit, new Object[] {number.format(amount)}, locale);
    }

    private Entry entry(
            CustomerConversation.Entry from, Visit visit, ProductProfile profile, ZoneId zone, Locale locale) {
        boolean ours = from.writerId() == null;
        String whole = links.withoutLinks(from.text()).strip();
        String own = ours ? letter(whole, visit.request(), profile) : ReplyText.own(whole);
        return new Entry(
                from.id(),
                ours,
                !ours && from.writerId() == visit.contact().id(),
                ours ? profile.name() : from.writer(),
                time(from.at(), zone, locale),
                own,
                ours || own.equals(whole) ? null : whole,
                from.attachments().stream()
                        .map(file -> new File(file.id(), file.fileName(), size(file.size(), locale)))
                        .toList());
    }

    /** Our letter without what the page says itself: number, system and subject; the next step of then; the signature. */
    private String letter(String text, RequestView request, ProductProfile profile) {
        Set<String> said =
                Set.of(request.number(), profile.name(), request.subject().strip());
        return Arrays.stream(text.split("\n", -1))
                .takeWhile(line -> !line.equals("-- ") && !nextSteps.contains(line.strip()))
                .filter(line -> line.indexOf(": ") < 1
                        || !said.contains(line.substring(line.indexOf(": ") + 2).strip()))
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static int step(Visit visit) {
        if (visit.ended()) {
            return 4;
        }
        return switch (visit.request().state()) {
            case REGISTERED, QUEUED -> 1;
            case ASSIGNED, IN_WORK, WAITING_CUSTOMER, WAITING_RELEASE -> 2;
            case ANSWERED, DONE, COMPLETED -> 3;
            case CLOSED -> 4;
        };
    }

    private static String next(Visit visit) {
        RequestState state = visit.request().state();
        if (visit.ended()) {
            return "portal.next.ended";
        }
        if (visit.reviewed()) {
            return "portal.confirm.reviewed";
        }
        if (visit.awaited()) {
            return state == RequestState.COMPLETED ? "portal.confirm.closure" : "portal.confirm.explanation";
        }
        return visit.request().confirmation().model() != ConfirmationModel.NONE && state == RequestState.COMPLETED
                ? "portal.next.representative"
                : "portal.next." + state;
    }

    private static String time(Instant at, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", locale).format(at.atZone(zone));
    }
}

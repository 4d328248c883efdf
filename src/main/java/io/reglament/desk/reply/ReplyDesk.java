package io.reglament.desk.reply;

import io.reglament.access.Colleagues;
import io.reglament.access.CurrentUser;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.actions.ActionRights;
import io.reglament.desk.actions.ActionTexts;
import io.reglament.desk.actions.InternalNotes;
import io.reglament.desk.reply.ReplyApi.Accepted;
import io.reglament.desk.reply.ReplyApi.DraftDetails;
import io.reglament.desk.reply.ReplyApi.NewReply;
import io.reglament.desk.reply.ReplyApi.SavedDraft;
import io.reglament.desk.reply.ReplyApi.WaitingDetails;
import io.reglament.mail.reply.Replies;
import io.reglament.mail.reply.ReplyDraft;
import io.reglament.mail.reply.ReplyDrafts;
import io.reglament.mail.reply.ReplyTemplates;
import io.reglament.mail.reply.ReplyTemplates.Template;
import io.reglament.mail.reply.WaitingReply;
import io.reglament.request.RequestNotFound;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one person writes about the requests of the products that the person serves. */
@Service
class ReplyDesk {

    private static final String REPLY = "reply";
    private static final String NOTE = "note";

    private final CurrentUser user;
    private final Requests requests;
    private final RequestWork work;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final ActionRights rights;
    private final ActionTexts texts;
    private final Colleagues colleagues;
    private final InternalNotes notes;
    private final ReplyDrafts drafts;
    private final Replies replies;
    private final ReplyTemplates templates;
    private final ReplyInput input;
    private final ReplySettings settings;
    private final Clock clock;

    ReplyDesk(
            CurrentUser user,
            Requests requests,
            RequestWork work,
            Customers customers,
            ProductProfiles profiles,
            ActionRights rights,
            ActionTexts texts,
            Colleagues colleagues,
            InternalNotes notes,
            ReplyDrafts drafts,
            Replies replies,
            ReplyTemplates templates,
            ReplyInput input,
            ReplySettings settings,
            Clock clock) {
        this.user = user;
        this.requests = requests;
        this.work = work;
        this.customers = customers;
        this.profiles = profiles;
        this.rights = rights;
        this.texts = texts;
        this.colleagues = colleagues;
        this.notes = notes;
        this.drafts = drafts;
        this.replies = replies;
        this.templates = templates;
        this.input = input;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws RequestNotFound if there is none, or none that this person may see */
    RequestView visible(String number) {
        return requests.find(number)
                .filter(request -> user.products().contains(request.product()))
                .orElseThrow(() -> new RequestNotFound(number));
    }

    @Transactional(readOnly = true)
    DraftDetails draft(String number) {
        RequestView request = visible(number);
        return details(request, drafts.of(request.id(), user.id()));
    }

    @Transactional
    DraftDetails save(String number, SavedDraft draft) {
        RequestView request = visible(number);
        List<String> copies = draft.copies() == null ? List.of() : draft.copies();
        String text = draft.text() == null ? "" : draft.text();
        input.checkDraft(text, copies);
        Optional<ReplyDraft> saved = drafts.save(
                request.id(),
                user.id(),
                text,
                copies.stream()
                        .map(copy -> copy == null ? "" : copy.replace("\0", ""))
                        .toList(),
                draft.internal(),
                draft.version() == null ? 0 : draft.version());
        return details(request, saved.orElseThrow(() -> changed(request)));
    }

    @Transactional
    void discard(String number) {
        drafts.discard(visible(number).id(), user.id());
    }

    /** Keeps a note, or has a reply wait until its time. */
    @Transactional
    Accepted send(String number, NewReply reply) {
        visible(number);
        // One after the other: of two clicks on the button the second finds the draft sent.
        RequestView request = requests.locked(number);
        ProductProfile profile = profiles.get(request.product());
        rights.check(reply.internal() ? NOTE : REPLY, request, profile);
        if (reply.version() != null
                && reply.version() != drafts.of(request.id(), user.id()).version()) {
            throw changed(request);
        }
        return reply.internal() ? note(request, reply) : accept(request, reply);
    }

    private Accepted note(RequestView request, NewReply reply) {
        input.checkNote(reply.text());
        String text = reply.text().replace("\r\n", "\n").replace("\0", "").strip();
        long id = notes.keep(request, text, user.id(), "action:" + NOTE);
        replies.noted(request.id(), user.id(), id);
        return new Accepted(id, true, null, null, null);
    }

    private Accepted accept(RequestView request, NewReply reply) {
        List<String> wanted = reply.copies() == null ? drafts.usualCopies(request.id()) : reply.copies();
        List<String> copies = input.check(
                reply.text(), wanted, customers.contact(request.contactId()).email(), reply.sendAt(), clock.instant());
        WaitingReply waiting =
                replies.accept(request.id(), user.id(), reply.text(), copies, reply.sendAt(), settings.undo());
        if (user.id().equals(request.assignee())) {
            work.begin(request.id(), user.id(), Replies.CAUSE);
        }
        return new Accepted(waiting.id(), false, waiting.sendAt(), waiting.undoUntil(), notice(request));
    }

    @Transactional(readOnly = true)
    List<WaitingDetails> waiting(String number) {
        return replies.waiting(visible(number).id()).stream()
                .map(reply -> WaitingDetails.of(
                        reply, colleagues.name(reply.by()), reply.by().equals(user.id())))
                .toList();
    }

    @Transactional
    DraftDetails takeBack(String number, long id) {
        RequestView request = visible(number);
        switch (replies.takeBack(request.id(), id, user.id())) {
            case UNKNOWN -> throw new ReplyRefused(HttpStatus.NOT_FOUND, "reply.unknown");
            case NOT_YOURS -> throw new ReplyRefused(HttpStatus.FORBIDDEN, "reply.notYours");
            case LEFT -> throw new ReplyRefused(HttpStatus.CONFLICT, "reply.left");
            case DONE -> {
                return details(request, drafts.of(request.id(), user.id()));
            }
        }
        throw new IllegalStateException();
    }

    List<Template> templates(String number) {
        return templates.of(visible(number), colleagues.name(user.id()));
    }

    private ReplyRefused changed(RequestView request) {
        DraftDetails newer = details(request, drafts.of(request.id(), user.id()));
        return new ReplyRefused(HttpStatus.CONFLICT, Map.of("draft", newer), "reply.draft.changed");
    }

    private DraftDetails details(RequestView request, ReplyDraft draft) {
        ProductProfile profile = profiles.get(request.product());
        return DraftDetails.of(
                draft,
                rights.allow(REPLY, request, profile),
                rights.allow(NOTE, request, profile),
                notice(request),
                settings);
    }

    /** @return what one should know before writing to a customer whose request has ended; null if it has not */
    private String notice(RequestView request) {
        return requests.isEnded(request) ? texts.text("reply.ended", request.label()) : null;
    }
}

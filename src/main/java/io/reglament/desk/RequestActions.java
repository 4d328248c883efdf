package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person may do to a request in flight beside the tasks of its process (design 4.1). */
@Service
@Transactional
class RequestActions {

    static final int LONGEST_NOTE = 4_000;

    private final RequestDesk desk;
    private final RequestWork work;
    private final Conversation conversation;
    private final CurrentUser user;
    private final Clock clock;

    RequestActions(RequestDesk desk, RequestWork work, Conversation conversation, CurrentUser user, Clock clock) {
        this.desk = desk;
        this.work = work;
        this.conversation = conversation;
        this.user = user;
        this.clock = clock;
    }

    /**
     * Begins the work (T-09).
     *
     * @throws ActionRefused unless the request is assigned to this person, or to a group of this person
     */
    void start(String number) {
        RequestView request = desk.visible(number);
        if (request.state() != RequestState.ASSIGNED) {
            throw new ActionRefused("action.start.state", request.label());
        }
        if (!mayWork(request)) {
            throw new ActionRefused("action.start.person", request.assignee());
        }
        work.changeState(request.id(), RequestState.IN_WORK, user.id(), "action:start");
    }

    /**
     * Keeps an internal note; the first one of the assignee begins the work.
     *
     * @throws ActionRefused if the note is blank or longer than {@value #LONGEST_NOTE} characters
     */
    void note(String number, String text) {
        RequestView request = desk.visible(number);
        String clean = text == null ? "" : text.replace("\0", "").strip();
        if (clean.isEmpty() || clean.codePointCount(0, clean.length()) > LONGEST_NOTE) {
            throw new ActionRefused("action.note.length", LONGEST_NOTE);
        }
        conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.NOTE,
                        clock.instant(),
                        user.id(),
                        "",
                        request.subject(),
                        clean,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                user.id(),
                "action:note");
        if (request.state() == RequestState.ASSIGNED && user.id().equals(request.assignee())) {
            work.changeState(request.id(), RequestState.IN_WORK, user.id(), "action:note");
        }
    }

    private boolean mayWork(RequestView request) {
        if (user.isAdmin() || user.id().equals(request.assignee())) {
            return true;
        }
        return request.assignee() == null
                && request.assignedGroup() != null
                && user.groups().contains(request.assignedGroup());
    }

    /** What was asked does not fit the request as it stands, or the person. */
    static class ActionRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final String messageKey;
        final transient Object[] arguments;

        ActionRefused(String messageKey, Object... arguments) {
            super(messageKey);
            this.messageKey = messageKey;
            this.arguments = arguments;
        }
    }
}

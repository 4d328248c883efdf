package io.reglament.desk.reply;

import io.reglament.access.CurrentUser;
import io.reglament.mail.reply.ReplyFile;
import io.reglament.mail.reply.ReplyFiles;
import io.reglament.request.Attachments;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.RequestView;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** The files of one person's drafts, within the limits of the settings. */
@Service
class DraftFilesDesk {

    private final ReplyDesk desk;
    private final CurrentUser user;
    private final ReplyFiles files;
    private final Attachments attachments;
    private final ReplySettings settings;

    DraftFilesDesk(
            ReplyDesk desk, CurrentUser user, ReplyFiles files, Attachments attachments, ReplySettings settings) {
        this.desk = desk;
        this.user = user;
        this.files = files;
        this.attachments = attachments;
        this.settings = settings;
    }

    /** A file of a draft with its bytes, read while they are sent. */
    record Content(ReplyFile file, InputStream bytes) {}

    @Transactional(rollbackFor = IOException.class)
    ReplyFile upload(String number, MultipartFile file) throws IOException {
        RequestView request = desk.visible(number);
        requireRoom(request, file.getSize());
        try (InputStream content = file.getInputStream()) {
            return files.upload(request.id(), user.id(), file.getOriginalFilename(), file.getContentType(), content);
        }
    }

    /** Adds a file that the request has already. */
    @Transactional
    ReplyFile add(String number, long attachmentId) {
        RequestView request = desk.visible(number);
        Attached file = attachments
                .find(attachmentId)
                .filter(found -> found.requestId() == request.id())
                .orElseThrow(DraftFilesDesk::unknown);
        requireRoom(request, file.size());
        return files.add(user.id(), file);
    }

    @Transactional
    void delete(String number, long id) {
        if (!files.delete(desk.visible(number).id(), user.id(), id)) {
            throw unknown();
        }
    }

    Content open(String number, long id) {
        RequestView request = desk.visible(number);
        ReplyFile file = files.ofDraft(request.id(), user.id()).stream()
                .filter(found -> found.id() == id)
                .findFirst()
                .orElseThrow(DraftFilesDesk::unknown);
        return new Content(file, files.open(request.id(), user.id(), id).orElseThrow(DraftFilesDesk::unknown));
    }

    private void requireRoom(RequestView request, long size) {
        if (size > settings.fileLimit().toBytes()) {
            throw ReplyProblems.tooLarge(settings);
        }
        List<ReplyFile> there = files.ofDraft(request.id(), user.id());
        if (there.size() >= settings.files()) {
            throw new ReplyRefused(
                    HttpStatus.CONFLICT, Map.of("limit", settings.files()), "reply.file.many", settings.files());
        }
        long total = size + there.stream().mapToLong(ReplyFile::size).sum();
        if (total > settings.filesLimit().toBytes()) {
            throw new ReplyRefused(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    Map.of("limit", settings.filesLimit().toBytes()),
                    "reply.file.total",
                    settings.filesLimit().toMegabytes());
        }
    }

    private static ReplyRefused unknown() {
        return new ReplyRefused(HttpStatus.NOT_FOUND, "reply.file.unknown");
    }
}

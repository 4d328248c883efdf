package io.reglament.mail.content;

import io.reglament.mail.content.UnreadableMail.Limit;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Takes mails apart within the limits of the settings, so that none can hold the thread that decides them (PA-15). */
@Component
public class MailReader {

    private final ContentSettings settings;
    private final SignatureTrust trust;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "mail-reader");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    MailReader(ContentSettings settings, SignatureSettings signatures, Clock clock) {
        this.settings = settings;
        this.trust = SignatureTrust.of(signatures.trustStore(), signatures.trustStorePassword(), clock);
    }

    /** Examines nobody's certificates. */
    public MailReader(ContentSettings settings) {
        this.settings = settings;
        this.trust = SignatureTrust.NONE;
    }

    /** @throws UnreadableMail with the limit that was passed; nothing else is thrown, whatever the bytes are */
    public ParsedMail read(byte[] raw) throws UnreadableMail {
        Future<ParsedMail> parsed = threads.submit(() -> MailParser.parse(raw, settings, trust));
        try {
            return parsed.get(settings.parseTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The parser looks for the interruption at each part; a part that never ends is left behind.
            parsed.cancel(true);
            throw new UnreadableMail(Limit.TIME, "cannot be parsed within " + settings.parseTime(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableMail unreadable) {
                throw unreadable;
            }
            throw new UnreadableMail(Limit.BROKEN, "cannot be parsed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            parsed.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a mail was parsed", e);
        }
    }

    /** @return the parsed mail; of an unreadable one what its header says, and the original as a file */
    public ParsedMail readOrKeep(byte[] raw) {
        try {
            return read(raw);
        } catch (UnreadableMail e) {
            return MailParser.unreadable(raw, e.limit());
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

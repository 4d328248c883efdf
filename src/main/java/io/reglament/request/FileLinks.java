package io.reglament.request;

import io.reglament.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The signed links to files that are too large for a mail: each names one file, expires, and needs no sign-in. */
@Service
public class FileLinks {

    private static final String PURPOSE = "file-link";
    private static final Duration VALIDITY = Duration.ofDays(60);

    private final Signer signer;
    private final Clock clock;
    private final String publicUrl;

    FileLinks(Signer signer, Clock clock, @Value("${reglament.public-url}") String publicUrl) {
        this.signer = signer;
        this.clock = clock;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** What one of our links stands for. */
    public record FileTarget(long attachmentId, Instant expiresAt) {}

    /** @return until when a link that is made now works */
    public Instant expiry() {
        return clock.instant().plus(VALIDITY);
    }

    /** @return the address at which the file is downloaded */
    public String link(long attachmentId) {
        String claims = attachmentId + "|" + expiry().getEpochSecond();
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return publicUrl + "/c/" + payload + "." + signer.sign(PURPOSE, payload) + "/file";
    }

    /** @return what we once signed, even if it has expired since; empty if the token is forged or damaged */
    public Optional<FileTarget> verified(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 1 || !signer.verify(PURPOSE, token.substring(0, dot), token.substring(dot + 1))) {
            return Optional.empty();
        }
        String[] parts =
                new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8).split("\\|");
        return Optional.of(new FileTarget(Long.parseLong(parts[0]), Instant.ofEpochSecond(Long.parseLong(parts[1]))));
    }
}

package io.reglament.request;

import io.reglament.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The signed links in customers' mails: they name a request and a contact, expire, and need no sign-in. */
@Service
public class CustomerLinks {

    private static final String PURPOSE = "customer-link";

    private final Signer signer;
    private final Clock clock;
    private final Duration validity;
    private final String publicUrl;
    private final Pattern ownLink;

    /** @param validity how long a link opens its page */
    CustomerLinks(
            Signer signer,
            Clock clock,
            @Value("${reglament.portal.link-validity}") Duration validity,
            @Value("${reglament.public-url}") String publicUrl) {
        if (validity.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "reglament.portal.link-validity is " + validity + "; it must be an hour at least, for example 60d");
        }
        this.signer = signer;
        this.clock = clock;
        this.validity = validity;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        // With the line above it that says what it is for, where that line is ours.
        this.ownLink = Pattern.compile("(?m)(^[^\\n]{1,200}:[ \\t]*\\r?\\n[> \\t]*)?<?" + Pattern.quote(this.publicUrl)
                + "/c/[A-Za-z0-9_.\\-]+[A-Za-z0-9_/?=&-]*>?[ \\t]*");
    }

    /** What a valid link stands for. */
    public record LinkTarget(String number, long contactId, Instant expiresAt) {}

    /** @return the page that shows the request to this contact */
    public String page(String number, long contactId) {
        return publicUrl + "/c/" + token(number, contactId);
    }

    /** @return the page on which the customer rates the ended request; {@code ?score=} chooses a number beforehand */
    public String rating(String number, long contactId) {
        return page(number, contactId) + "/rating";
    }

    /**
     * @return the text without signed links: each is one person's key, and letters are shown to others, quoted and passed
     *     on
     */
    public String withoutLinks(String text) {
        return ownLink.matcher(text).replaceAll("");
    }

    /** @return the page on which the customer confirms that the request is solved */
    public String confirm(String number, long contactId) {
        return publicUrl + "/c/" + token(number, contactId) + "/confirm";
    }

    /** @return the page on which the customer states remarks */
    public String remarks(String number, long contactId) {
        return publicUrl + "/c/" + token(number, contactId) + "/remarks";
    }

    /** @return the page on which the customer says that the answer is no longer needed (ECRM-3.5-05) */
    public String withdraw(String number, long contactId) {
        return publicUrl + "/c/" + token(number, contactId) + "/withdraw";
    }

    /** @return empty if the token is forged, damaged or expired */
    public Optional<LinkTarget> read(String token) {
        return verified(token).filter(target -> target.expiresAt().isAfter(clock.instant()));
    }

    /** @return what we once signed, even if it has expired since; empty if the token is forged or damaged */
    public Optional<LinkTarget> verified(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 1 || !signer.verify(PURPOSE, token.substring(0, dot), token.substring(dot + 1))) {
            return Optional.empty();
        }
        String[] parts =
                new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8).split("\\|");
        return Optional.of(
                new LinkTarget(parts[0], Long.parseLong(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2]))));
    }

    private String token(String number, long contactId) {
        String claims =
                number + "|" + contactId + "|" + clock.instant().plus(validity).getEpochSecond();
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return payload + "." + signer.sign(PURPOSE, payload);
    }
}

package io.reglament.desk.senders;

import io.reglament.access.CurrentUser;
import io.reglament.crm.CustomerNotFound;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.NotAllowed;
import io.reglament.mail.HeldMails;
import io.reglament.mail.SenderRules;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Senders and held mail as one person may see and change them: those who serve the product see them; its first line, its
 * closer group and heads change them.
 */
@Service
@Transactional
class SenderDesk {

    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final SenderRules senders;
    private final HeldMails held;

    SenderDesk(CurrentUser user, ProductProfiles profiles, SenderRules senders, HeldMails held) {
        this.user = user;
        this.profiles = profiles;
        this.senders = senders;
        this.held = held;
    }

    /**
     * @param sender an address, or a domain with or without {@code @}
     * @param verdict {@code BLOCKED} or {@code TRUSTED}
     * @param reason may be null
     */
    record SenderDraft(String product, String sender, String verdict, String reason) {

        SenderRules.Verdict known() {
            for (SenderRules.Verdict one : SenderRules.Verdict.values()) {
                if (one.name().equals(verdict)) {
                    return one;
                }
            }
            return null;
        }
    }

    /** @param product of all products that the person serves if null */
    @Transactional(readOnly = true)
    List<SenderRules.SenderRule> rules(String product) {
        return senders.list(visible(product));
    }

    /** @param product of all products that the person serves if null */
    @Transactional(readOnly = true)
    List<HeldMails.HeldMail> held(String product) {
        return held.list(visible(product));
    }

    @Transactional(readOnly = true)
    HeldMails.Breaker breaker() {
        return held.breaker();
    }

    SenderRules.SenderRule add(SenderDraft draft) {
        requireChanging(draft.product());
        return senders.add(draft.product(), draft.sender(), draft.known(), draft.reason(), user.id());
    }

    void remove(long id) {
        requireChanging(
                senders.find(id).orElseThrow(() -> new CustomerNotFound(id)).product());
        act(id, () -> senders.remove(id, user.id()));
    }

    void release(long id) {
        requireChanging(
                held.find(id).orElseThrow(() -> new CustomerNotFound(id)).product());
        act(id, () -> held.release(id, user.id()));
    }

    void drop(long id) {
        requireChanging(
                held.find(id).orElseThrow(() -> new CustomerNotFound(id)).product());
        act(id, () -> held.drop(id, user.id()));
    }

    void closeBreaker() {
        if (!mayCloseBreaker()) {
            throw new NotAllowed("senders.notAllowed.breaker");
        }
        held.closeBreaker(user.id());
    }

    boolean mayCloseBreaker() {
        return user.isAdmin()
                || user.groups().contains("operator")
                || user.groups().contains("head");
    }

    boolean mayChange(String product) {
        ProductProfile profile = profiles.get(product);
        Set<String> groups = user.groups();
        return user.products().contains(profile.code())
                && (user.isAdmin()
                        || groups.contains("head")
                        || groups.contains(profile.groups().firstLine())
                        || groups.contains(profile.groups().closer()));
    }

    /** Somebody else may have done it meanwhile. */
    private static void act(long id, Runnable change) {
        try {
            change.run();
        } catch (NoSuchElementException e) {
            throw new CustomerNotFound(id);
        }
    }

    private Collection<String> visible(String product) {
        if (product == null || product.isBlank()) {
            return user.products();
        }
        requireReading(product);
        return List.of(product);
    }

    private void requireReading(String product) {
        if (product == null || !user.products().contains(product)) {
            throw new NotAllowed("senders.notAllowed.read", String.join(", ", user.products()));
        }
    }

    private void requireChanging(String product) {
        requireReading(product);
        if (!mayChange(product)) {
            ProductProfile.Groups groups = profiles.get(product).groups();
            throw new NotAllowed("senders.notAllowed.change", groups.firstLine(), groups.closer());
        }
    }
}

package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.mail.SenderRules.Verdict;
import io.reglament.request.RequestView;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Blocked and trusted senders. */
class SenderMailTest extends MailScenario {

    @Autowired
    SenderRules senders;

    @Test
    @DisplayName("C-41: mail of a blocked sender is kept without effect, for this product only, until the rule ends")
    void blocked() {
        RequestView request = register("Before " + key);
        long rule = senders.add("bonus", user.address().toUpperCase(), Verdict.BLOCKED, "spam", "manager")
                .id();

        user.send(BONUS, "Subject: Blocked " + key, "buy this");
        user.send(BONUS, "Subject: Re: " + request.number() + " blocked", "and this");
        user.send("otk@support.example.org", "Subject: Elsewhere " + key, "a question");
        await().until(() -> outcomes("Blocked " + key).equals(List.of("BLOCKED")));
        await().until(() -> outcomes("Re: " + request.number() + " blocked").equals(List.of("BLOCKED")));
        await().until(() -> outcomes("Elsewhere " + key).equals(List.of("REQUEST")));
        assertThat(conversation.messages(request.id())).hasSize(2);

        senders.remove(rule, "manager");
        user.send(BONUS, "Subject: After " + key, "a question");
        await().until(() -> outcomes("After " + key).equals(List.of("REQUEST")));
    }

    @Test
    @DisplayName(
            "C-41: a whole domain is blocked; one address of it may be trusted, and its programs then open requests")
    void domain() {
        String domain = "d" + key + ".example.org";
        MailUser spammer = new MailUser(servers, "spam@" + domain);
        senders.add("bonus", domain, Verdict.BLOCKED, null, "manager");
        senders.add("bonus", user.address(), Verdict.TRUSTED, "their monitoring", "manager");
        senders.add("bonus", "good@" + domain, Verdict.TRUSTED, null, "manager");

        spammer.send(BONUS, "Subject: Offer " + key, "cheap");
        user.send(BONUS, "Subject: Disk " + key + "\nAuto-Submitted: auto-replied", "disk full");

        await().until(() -> outcomes("Offer " + key).equals(List.of("BLOCKED")));
        await().until(() -> outcomes("Disk " + key).equals(List.of("REQUEST")));
        assertThat(outgoing(user)).isZero();
        assertThat(senders.of("bonus", "Good@" + domain)).contains(Verdict.TRUSTED);
        assertThat(senders.of("bonus", "x@" + domain)).contains(Verdict.BLOCKED);
        assertThat(senders.of("otk", "x@" + domain)).isEmpty();
    }

    @Test
    @DisplayName("C-41: trust opens no door to an unknown sender")
    void trusted_stranger() {
        senders.add("bonus", stranger.address(), Verdict.TRUSTED, null, "manager");
        stranger.send(BONUS, "Subject: Trusted " + key, "hello");
        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT")));
        assertThat(reasonsFrom(stranger)).containsExactly("UNKNOWN_SENDER");
    }
}

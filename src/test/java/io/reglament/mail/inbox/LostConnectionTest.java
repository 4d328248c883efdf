package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that breaks, hangs or breaks at one mail each time. */
class LostConnectionTest extends GreenMailScenario {

    @ParameterizedTest
    @ValueSource(strings = {"LOGIN|AUTHENTICATE", "SELECT", "NOOP", "UID SEARCH", "UID FETCH", "UID STORE", "IDLE"})
    @DisplayName(
            "IN-1, IN-6: a connection that is lost at any command, before it or in its answer, costs and doubles nothing")
    void connection_lost(String command) {
        deliver("one");
        deliver("two");
        AtomicBoolean before = proxy.once(command, ImapProxy.Link::cut);
        read(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two")) && before.get());

        AtomicBoolean inAnswer = new AtomicBoolean();
        proxy.once("", link -> {
            // The next connection: only there are all commands seen again.
            link.cut();
            proxy.once(command, next -> {
                next.cutAtAnswer();
                inAnswer.set(true);
            });
        });
        deliver("three");
        deliver("four");

        await().atMost(Duration.ofSeconds(20)).until(inAnswer::get);
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three", "four")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDLE", "NOOP", "UID FETCH"})
    @DisplayName("OUT-6: a connection that hangs is noticed after the time limit, a waiting one too, and read anew")
    void hung_connection(String command) {
        deliver("one");
        proxy.once(command, ImapProxy.Link::freeze);
        long start = System.nanoTime();
        read(Duration.ofSeconds(1), Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().contains("one"));
        deliver("two");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two")));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("IN-7: a mail that is expunged between the list and the fetch is gone; its neighbours are stored")
    void expunged_before_fetch() {
        deliver("one");
        deliver("gone");
        deliver("three");
        proxy.once("UID FETCH", link -> expunge("gone"));
        read(Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "three")));
        deliver("four");
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "three", "four")));
        assertThat(incidents.open()).noneMatch(i -> i.mailbox().equals(mailbox));
    }

    @Test
    @DisplayName("IN-6: a mail whose fetch ends the connection each time delays no other, and an operator is told")
    void poisoned_fetch() {
        deliver("one");
        deliver("poison");
        IntStream.range(0, 30).forEach(i -> deliver("mail" + i));
        proxy.behave((command, link) -> {
            boolean poisoned = command.matches("\\S+ UID FETCH ([0-9]+,)*2[, ].*");
            if (poisoned) {
                link.cut();
            }
            return !poisoned;
        });
        read(Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(40)).until(() -> stored().size() == 31);
        assertThat(stored()).doesNotContain("poison");
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(incidents.open()).anySatisfy(i -> {
                    assertThat(i.mailbox()).isEqualTo(mailbox);
                    assertThat(i.detail()).startsWith("UID 2: ");
                }));
        proxy.behave((command, link) -> true);

        await().atMost(Duration.ofSeconds(60)).until(() -> stored().contains("poison"));
        await().until(() -> told().equals(List.of("NOT_FETCHED system")));
    }
}

package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    @DisplayName("TH-1: number first, the customer's own subject once, however often it was answered")
    void subjects() {
        assertThat(HeaderText.subject("BONUS-2026-000001", "Ошибка")).isEqualTo("[BONUS-2026-000001] Re: Ошибка");
        assertThat(HeaderText.subject("BONUS-2026-000001", "Re: [BONUS-2026-000001] Re: Fwd: Ошибка"))
                .isEqualTo("[BONUS-2026-000001] Re: Ошибка");
        assertThat(HeaderText.subject("BONUS-2026-000001", "RE[2]: отв: Ошибка: да"))
                .endsWith("] Re: Ошибка: да");
        assertThat(HeaderText.subject("BONUS-2026-000001", "Report: x")).endsWith("] Re: Report: x");
    }

    @Test
    @DisplayName("OUT-4: no text of a customer begins a new header line")
    void injection() {
        assertThat(HeaderText.subject("N-1", "a\r\nBcc: evil@x.example.org\0")).doesNotContain("\r", "\n", "\0");
    }

    @Test
    @DisplayName("TH-7: References keep the first and the last ten")
    void references() {
        String earlier = IntStream.range(0, 30).mapToObj(i -> "<" + i + "@x>").collect(Collectors.joining(" "));

        ThreadHeaders.Thread thread = ThreadHeaders.thread("<last@x>", earlier + " <bad id@x> <a@b\r\nBcc:x@y>");

        assertThat(thread.references())
                .hasSize(11)
                .startsWith("<0@x>", "<21@x>")
                .endsWith("<29@x>", "<last@x>");
        assertThat(thread.inReplyTo()).isEqualTo("<last@x>");
        assertThat(ThreadHeaders.thread("<0a@inbox.invalid>", "").references()).isEqualTo(List.of());
    }
}

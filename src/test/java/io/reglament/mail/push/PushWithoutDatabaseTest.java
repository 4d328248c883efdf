package io.reglament.mail.push;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.inbox.PushedMails;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;

/** What the doors say while nothing can be stored. */
class PushWithoutDatabaseTest {

    private final ProductProfiles profiles = mock(ProductProfiles.class);
    private final PushedMails mails = mock(PushedMails.class);
    private final PushSettings settings = new PushSettings(null, Map.of(), DataSize.ofMegabytes(1), 0, "127.0.0.1");
    private final PushDoor door = new PushDoor(settings, profiles, mails);
    private final SmtpDoor smtp = new SmtpDoor(door, settings);

    @BeforeEach
    void the_database_is_away() throws IOException {
        when(profiles.byMailbox("bonus@support.example.org")).thenReturn(Optional.of(mock(ProductProfile.class)));
        when(mails.accept(any(), any(), anyLong()))
                .thenThrow(new CannotCreateTransactionException("connection refused"));
        smtp.open();
    }

    @AfterEach
    void close() {
        smtp.close();
    }

    @Test
    @DisplayName("IN-1: while the database is away SMTP answers 451, so that the other server keeps the mail")
    void smtp_says_later() throws IOException {
        try (PushDoorTest.Talk talk = new PushDoorTest.Talk(smtp.port())) {
            talk.says("EHLO mta.example.org", "250");
            talk.says("MAIL FROM:<someone@client.example.org>", "250");
            talk.says("RCPT TO:<bonus+tag@support.example.org>", "250");
            talk.says("DATA", "354");
            talk.says("Subject: x\r\n\r\ny\r\n.", "451");
        }
    }

    @Test
    @DisplayName("IN-1: while the database is away the HTTP door learns that the mail must come again")
    void http_says_later() {
        assertThatThrownBy(() -> door.accept(List.of(), new ByteArrayInputStream(new byte[] {1})))
                .isInstanceOf(PushDoor.TryAgain.class);
    }
}

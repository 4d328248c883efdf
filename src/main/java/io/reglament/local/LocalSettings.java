package io.reglament.local;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the local profile.
 *
 * @param data directory of the database and the mailboxes; one running application at a time
 * @param postgresPort TCP port of the embedded PostgreSQL on the loopback interface; 0 chooses a free one at each start
 * @param smtpPort TCP port of the mail server's SMTP on the loopback interface; 0 chooses a free one
 * @param imapPort likewise for IMAP
 * @param maxMailSize largest mail that SMTP accepts, attachments included as they travel (base64 adds a third)
 * @param mailMemory how much mail the server keeps in memory for IMAP; older mail stays on disk
 */
@ConfigurationProperties("reglament.local")
public record LocalSettings(
        @DefaultValue("./data") Path data,
        @DefaultValue("0") int postgresPort,
        @DefaultValue("3025") int smtpPort,
        @DefaultValue("3143") int imapPort,
        @DefaultValue("40MB") DataSize maxMailSize,
        @DefaultValue("96MB") DataSize mailMemory) {}

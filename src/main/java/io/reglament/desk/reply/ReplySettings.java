package io.reglament.desk.reply;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.desk.*} of the reply box; in the environment {@code REGLAMENT_DESK_*}.
 *
 * @param undo how long a reply waits before it leaves, and can be taken back
 * @param fileLimit largest file; the server's own limit is {@code spring.servlet.multipart.max-file-size}
 * @param filesLimit largest sum of a reply's files
 * @param files how many files a reply may have
 */
@Validated
@ConfigurationProperties("reglament.desk")
record ReplySettings(
        @DefaultValue("1m") @NotNull Duration undo,
        @DefaultValue("30MB") @NotNull DataSize fileLimit,
        @DefaultValue("100MB") @NotNull DataSize filesLimit,
        @DefaultValue("20") @Min(1) int files) {}

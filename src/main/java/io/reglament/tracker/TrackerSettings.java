package io.reglament.tracker;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.tracker.*}; in the environment {@code REGLAMENT_TRACKER_*}.
 *
 * @param url to which a new card is posted; empty: no tracker is connected
 * @param token sent as {@code Authorization: Bearer}; empty: none is sent
 * @param timeout of the whole exchange
 */
@Validated
@ConfigurationProperties("reglament.tracker")
public record TrackerSettings(
        @DefaultValue("") @Pattern(regexp = "|https?://\\S+", message = "must be an http or https address, or empty")
        String url,

        @DefaultValue("") String token,
        @DefaultValue("10s") @NotNull Duration timeout) {}

package io.reglament.request;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage as a person writes it, one line each: {@code title | assignee or group | due date}.
 *
 * @param who user id or group of specialists; null where the line names nobody
 * @param dueAt null where the line has no readable date
 * @param line as it was written, for refusals
 */
public record NewStage(String title, String who, Instant dueAt, String line) {

    private static final int PARTS = 3;

    /**
     * @param lines may be null
     * @param zone of dates without offset: the vendor's
     * @return one stage for each line that is not blank
     */
    public static List<NewStage> read(String lines, ZoneId zone) {
        List<NewStage> stages = new ArrayList<>();
        for (String line : lines == null ? List.<String>of() : lines.lines().toList()) {
            if (!line.isBlank()) {
                String[] parts = line.split("\\|", PARTS);
                stages.add(new NewStage(
                        parts[0].strip(),
                        parts.length < 2 || parts[1].isBlank() ? null : parts[1].strip(),
                        parts.length < PARTS || parts[2].isBlank()
                                ? null
                                : DueDate.parse(parts[2], zone).orElse(null),
                        line.strip()));
            }
        }
        return stages;
    }
}

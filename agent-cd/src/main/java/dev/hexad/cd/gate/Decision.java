package dev.hexad.cd.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a plan.
 *
 * @param plan its hash
 * @param subject who, for example {@code token:release-lead}
 */
public record Decision(
    String plan, String subject, boolean approved, @Nullable String comment, Instant decidedAt) {}

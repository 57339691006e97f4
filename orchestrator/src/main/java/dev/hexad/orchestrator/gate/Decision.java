package dev.hexad.orchestrator.gate;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody said at a gate.
 *
 * @param by who, for example {@code token:anna}
 * @param input what was asked for, null for nothing
 * @param subject hash of what was decided on, null when the gate names none
 */
public record Decision(
    String by,
    boolean approved,
    @Nullable String comment,
    @Nullable JsonNode input,
    @Nullable String subject,
    Instant at) {

  /** Whether the gate asks for this one's word. */
  boolean isAsked(Set<String> approvers) {
    return approvers.isEmpty() || approvers.contains(by) || approvers.contains(name(by));
  }

  /** A token of the author's name is the author's. */
  boolean isFrom(@Nullable String author) {
    return author != null
        && name(by).toLowerCase(Locale.ROOT).equals(name(author).toLowerCase(Locale.ROOT));
  }

  private static String name(String subject) {
    return subject.startsWith("token:") ? subject.substring("token:".length()) : subject;
  }
}

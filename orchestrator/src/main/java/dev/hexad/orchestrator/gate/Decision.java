package dev.hexad.orchestrator.gate;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** Somebody whom only a Git host knows; its name is free of colons. */
  private static final Pattern ELSEWHERE = Pattern.compile("(github|gitlab|gitea):[^:\\s]{1,200}");

  /** Whether this names somebody of a Git host. */
  public static boolean isElsewhere(String by) {
    return ELSEWHERE.matcher(by).matches();
  }

  /**
   * Whether the gate asks for this one's word. Who is known only to a Git host must be named, alone
   * or as all of that host: {@code github:anna}, {@code github:*}.
   */
  boolean isAsked(Set<String> approvers) {
    if (isElsewhere(by)) {
      String all = by.substring(0, by.indexOf(':')) + ":*";
      return approvers.contains(by) || approvers.contains(all);
    }
    return approvers.isEmpty() || approvers.contains(by) || approvers.contains(name(by));
  }

  /** A token of the author's name is the author's, and so is an account at a Git host. */
  boolean isFrom(@Nullable String author) {
    return author != null
        && name(by).toLowerCase(Locale.ROOT).equals(name(author).toLowerCase(Locale.ROOT));
  }

  private static String name(String subject) {
    return subject.startsWith("token:") || isElsewhere(subject)
        ? subject.substring(subject.indexOf(':') + 1)
        : subject;
  }
}

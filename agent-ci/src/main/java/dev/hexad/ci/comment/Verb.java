package dev.hexad.ci.comment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a comment can ask for. */
public enum Verb {
  /** Run the pipeline once more, with its plans. */
  PLAN,
  /** Approve the plans that wait, which are then applied. */
  APPLY,
  /** Stop what runs for the pull request, so that it gives back what it holds. */
  UNLOCK;

  private static final Pattern COMMAND =
      Pattern.compile("\\s*/?hexad\\s+(plan|apply|unlock)\\s*", Pattern.CASE_INSENSITIVE);

  /** The verb of a comment that is a command and nothing else. */
  public static Optional<Verb> of(String comment) {
    Matcher command = COMMAND.matcher(comment);
    return command.matches()
        ? Optional.of(valueOf(command.group(1).toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

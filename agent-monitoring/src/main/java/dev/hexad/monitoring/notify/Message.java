package dev.hexad.monitoring.notify;

import dev.hexad.monitoring.settings.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an incident.
 *
 * @param number counts the changes of the incident that were told
 * @param lines one for each alert
 * @param suspects one for each change that may be the cause, the most likely first
 * @param suspectsNote why there are none, or that they are not known
 */
public record Message(
    UUID incidentId,
    int number,
    Change change,
    String title,
    Severity severity,
    @Nullable String application,
    @Nullable String environment,
    Instant at,
    List<String> lines,
    List<String> suspects,
    @Nullable String suspectsNote,
    @Nullable String who) {

  /** What has happened to the incident. */
  public enum Change {
    OPENED,
    /** It has more alerts. */
    MORE,
    /** It is more severe, or fires again although somebody had acknowledged it. */
    WORSE,
    ACKNOWLEDGED,
    /** Nobody has acknowledged it. */
    ESCALATED,
    RESOLVED
  }

  public Message {
    lines = List.copyOf(lines);
    suspects = List.copyOf(suspects);
  }

  Message withSuspects(List<String> found, @Nullable String note) {
    return new Message(
        incidentId,
        number,
        change,
        title,
        severity,
        application,
        environment,
        at,
        lines,
        found,
        note,
        who);
  }

  /** The first line for people. */
  String headline() {
    String word =
        switch (change) {
          case OPENED, ESCALATED -> severity.name();
          case MORE -> severity.name() + ", more alerts";
          case WORSE -> severity.name() + ", worse";
          case ACKNOWLEDGED -> "Acknowledged by " + who;
          case RESOLVED -> "Resolved";
        };
    return "[" + word + "] " + title;
  }

  /** All of it as plain text. */
  String text() {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    if (!suspects.isEmpty()) {
      text.append("\nSuspected changes:\n");
      suspects.forEach(suspect -> text.append("- ").append(suspect).append('\n'));
    } else if (suspectsNote != null && change != Change.RESOLVED) {
      text.append("\nSuspected changes: ").append(suspectsNote).append('\n');
    }
    return text.toString();
  }

  /** As other systems know the incident. */
  String alias() {
    return "hexad-" + incidentId;
  }

  /** As in a path or a label. */
  String word() {
    return change.name().toLowerCase(Locale.ROOT);
  }
}

package dev.hexad.orchestrator.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened at a gate since a run reached it.
 *
 * @param decisions the last one of each person, oldest first
 * @param answer of the system that was asked, null while there is none
 */
public record AtGate(Instant since, List<Decision> decisions, @Nullable Answer answer) {
  public AtGate {
    decisions = decisions == null ? List.of() : List.copyOf(decisions);
  }

  /** What another system answered. */
  public record Answer(boolean passed, @Nullable String detail, Instant at) {}

  /** Just reached. */
  public static AtGate reached(Instant now) {
    return new AtGate(now, List.of(), null);
  }

  /** With a decision more, in place of the person's earlier one. */
  public AtGate decided(Decision decision) {
    var all = new ArrayList<>(decisions);
    all.removeIf(earlier -> earlier.by().equals(decision.by()));
    all.add(decision);
    return new AtGate(since, all, answer);
  }

  /** With the answer; the first one counts. */
  public AtGate answered(Answer given) {
    return answer == null ? new AtGate(since, decisions, given) : this;
  }
}

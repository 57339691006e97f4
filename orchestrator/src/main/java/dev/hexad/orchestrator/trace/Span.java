package dev.hexad.orchestrator.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that took time within a trace.
 *
 * @param id 16 hexadecimal digits
 * @param parent null for the root
 * @param end until now for what has not ended
 * @param status state of the run or stage
 */
public record Span(
    String id,
    @Nullable String parent,
    String name,
    Kind kind,
    Instant start,
    Instant end,
    String status,
    Map<String, String> attributes,
    List<Milestone> milestones) {
  public Span {
    attributes = Map.copyOf(attributes);
    milestones = List.copyOf(milestones);
  }

  /** What took the time. */
  public enum Kind {
    RUN,
    STAGE,
    GATE,
    COMMAND
  }

  /** Something that happened at a moment. */
  public record Milestone(Instant at, String type, String source) {}
}

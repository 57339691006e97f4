package dev.hexad.cd.target;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Remembers what a target tells; can be made to break off at a line, as a crash would. */
public final class RecordedProgress implements DeployTarget.Progress {
  public final List<String> lines = new ArrayList<>();
  public final List<JsonNode> kept = new ArrayList<>();
  private final @Nullable JsonNode before;
  private final int crashAtLine;

  private RecordedProgress(@Nullable JsonNode before, int crashAtLine) {
    this.before = before;
    this.crashAtLine = crashAtLine;
  }

  public static RecordedProgress after(@Nullable JsonNode before) {
    return new RecordedProgress(before, Integer.MAX_VALUE);
  }

  /** Breaks off when the given line, counted from 1, is told. */
  public static RecordedProgress crashing(int line) {
    return new RecordedProgress(null, line);
  }

  @Override
  public void accept(String line) {
    lines.add(line);
    if (lines.size() >= crashAtLine) {
      throw new Crash();
    }
  }

  @Override
  public void keep(JsonNode handle) {
    kept.add(handle);
  }

  @Override
  public @Nullable JsonNode before() {
    return before;
  }

  /** The end of the agent in the middle of its work. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}

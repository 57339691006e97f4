package dev.hexad.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hexad.contracts.gate.Gate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A pipeline as read from {@code hexad.yml}: stages that form a directed acyclic graph, in the
 * order of the file.
 *
 * @param origin where it came from: {@code hexad.yml}, {@code default}, {@code request}
 * @param concurrency the group that its runs belong to, null for none
 * @param triggers what starts it, null for everything
 */
public record Pipeline(
    String origin,
    List<Stage> stages,
    @Nullable Concurrency concurrency,
    @Nullable Triggers triggers) {
  public Pipeline {
    Objects.requireNonNull(origin, "origin");
    stages = List.copyOf(stages);
  }

  /** A pipeline that everything starts and that does not wait for others. */
  public Pipeline(String origin, List<Stage> stages) {
    this(origin, stages, null, null);
  }

  /** The same pipeline with other stages. */
  public Pipeline withStages(List<Stage> others) {
    return new Pipeline(origin, others, concurrency, triggers);
  }

  /** The same pipeline in another group. */
  public Pipeline within(@Nullable Concurrency other) {
    return new Pipeline(origin, stages, other, triggers);
  }

  /**
   * One stage: a command to a capability.
   *
   * @param uses the capability
   * @param needs stages that must have ended before
   * @param with parameters of the command
   * @param inputs parameters taken from results: name to {@code stage.field}
   * @param timeoutSeconds from the sending of the command to its end, 1800 when absent
   * @param retries how often a retryable failure is tried again, 0 when absent
   * @param line line in the file, 0 when there is no file
   * @param onlyIf CEL over {@code change} and {@code stages}; the stage is skipped when it is false
   * @param paths glob patterns; the stage is skipped when no changed file matches one
   * @param skip why the stage is skipped, decided before the run started; null when it is not
   * @param leases names of what nobody else may work on meanwhile, all or none of them
   * @param undo what takes the stage's effect back when the run fails later, null for nothing
   */
  public record Stage(
      String id,
      String uses,
      List<String> needs,
      @Nullable Condition when,
      @Nullable JsonNode with,
      Map<String, String> inputs,
      @Nullable Integer timeoutSeconds,
      @Nullable Integer retries,
      int line,
      @Nullable String onlyIf,
      List<String> paths,
      @Nullable String skip,
      List<String> leases,
      @Nullable Undo undo) {
    public Stage {
      Objects.requireNonNull(id, "stage id");
      Objects.requireNonNull(uses, "stage uses");
      needs = needs == null ? List.of() : List.copyOf(needs);
      inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
      paths = paths == null ? List.of() : List.copyOf(paths);
      leases = leases == null ? List.of() : List.copyOf(leases);
    }

    /** A stage that nothing skips. */
    public Stage(
        String id,
        String uses,
        List<String> needs,
        @Nullable Condition when,
        @Nullable JsonNode with,
        Map<String, String> inputs,
        @Nullable Integer timeoutSeconds,
        @Nullable Integer retries,
        int line) {
      this(
          id,
          uses,
          needs,
          when,
          with,
          inputs,
          timeoutSeconds,
          retries,
          line,
          null,
          List.of(),
          null);
    }

    /** A stage that needs no lease and cannot be undone. */
    public Stage(
        String id,
        String uses,
        List<String> needs,
        @Nullable Condition when,
        @Nullable JsonNode with,
        Map<String, String> inputs,
        @Nullable Integer timeoutSeconds,
        @Nullable Integer retries,
        int line,
        @Nullable String onlyIf,
        List<String> paths,
        @Nullable String skip) {
      this(
          id,
          uses,
          needs,
          when,
          with,
          inputs,
          timeoutSeconds,
          retries,
          line,
          onlyIf,
          paths,
          skip,
          List.of(),
          null);
    }

    /** The same stage, skipped for a reason. */
    public Stage skipped(String reason) {
      return new Stage(
          id,
          uses,
          needs,
          when,
          with,
          inputs,
          timeoutSeconds,
          retries,
          line,
          onlyIf,
          paths,
          reason,
          leases,
          undo);
    }

    /** The same stage after other ones. */
    public Stage after(List<String> others) {
      return new Stage(
          id,
          uses,
          others,
          when,
          with,
          inputs,
          timeoutSeconds,
          retries,
          line,
          onlyIf,
          paths,
          skip,
          leases,
          undo);
    }

    /** The parameters, an empty object when there are none. */
    public JsonNode parameters() {
      return with == null ? JsonNodeFactory.instance.objectNode() : with;
    }

    public Condition condition() {
      return when == null ? Condition.SUCCEEDED : when;
    }

    /** Whether it waits for something instead of doing something. */
    @JsonIgnore
    public boolean isGate() {
      return Gate.is(uses);
    }

    /** In seconds; gates wait for people and have a week. */
    public int timeout() {
      if (timeoutSeconds != null) {
        return timeoutSeconds;
      }
      return isGate() ? 7 * 86_400 : 1800;
    }

    public int maxRetries() {
      return retries == null ? 0 : retries;
    }
  }

  /**
   * What takes a stage's effect back.
   *
   * @param uses the capability
   * @param with parameters of the command
   * @param inputs parameters taken from results of the stage itself or of those before it
   */
  public record Undo(
      String uses,
      @Nullable JsonNode with,
      Map<String, String> inputs,
      @Nullable Integer timeoutSeconds,
      @Nullable Integer retries) {
    public Undo {
      Objects.requireNonNull(uses, "undo uses");
      inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
    }
  }

  /** When a stage runs, seen from the stages that it needs. */
  public enum Condition {
    /** All of them succeeded. */
    SUCCEEDED,
    /** At least one of them failed. */
    FAILED,
    /** All of them ended, however. */
    ALWAYS;

    static Condition parse(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}

package dev.hexad.cd.target;

import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place where revisions run. Every call may come again after a crash: deploying what is there
 * finds it, deleting what is gone does nothing.
 */
public interface DeployTarget {
  /** Name in pipeline files. */
  String name();

  /** Whether it can be used now, and why not. */
  Availability availability();

  Takeover takeover();

  /** How a revision may take over here. */
  default Set<Strategy> strategies() {
    return switch (takeover()) {
      case BESIDE -> EnumSet.allOf(Strategy.class);
      case IN_PLACE -> EnumSet.of(Strategy.REPLACE, Strategy.ROLLING);
    };
  }

  /**
   * Says what would be applied, without touching anything. Bad settings are refused here.
   *
   * @throws HexadException what is wrong, where, and what to do
   */
  Rendered render(Revision revision, Sources sources) throws Exception;

  /**
   * Brings there what was rendered, or finds what this deployment has brought before; returns as
   * soon as the target has taken it. Whether it is healthy, {@link #observe} says.
   */
  Placed deploy(Revision revision, Rendered rendered, Progress progress) throws Exception;

  /** How often it may be asked how something is; providers count the questions. */
  default Duration observedEvery() {
    return Duration.ofSeconds(5);
  }

  /** How it is now. */
  Observation observe(JsonNode handle) throws Exception;

  /**
   * What deploying would change.
   *
   * @param handle of what is there, null when nothing is
   */
  List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) throws Exception;

  /**
   * Brings back what somebody has changed or removed; runs nothing that runs once per deployment.
   */
  default void heal(Rendered wanted, JsonNode handle) {
    throw new HexadException(
        ProblemType.INVALID, "The target '" + name() + "' does not bring drift back.");
  }

  /** What is there that no deployment accounts for, beside what the handle stands for. */
  default List<Orphan> orphans(JsonNode handle) {
    return List.of();
  }

  /** Sets the number of replicas of what is there, until the next deployment. */
  default void scale(JsonNode handle, int replicas) throws Exception {
    throw new HexadException(
        ProblemType.INVALID, "The target '" + name() + "' runs one of each revision.");
  }

  /** Removes all that the handle stands for. */
  void delete(JsonNode handle) throws Exception;

  /** The last lines of output, for people who want to know why it failed. */
  String tail(JsonNode handle);

  /** How one revision follows another. */
  enum Takeover {
    /** Revisions run beside each other; the agent moves connections between them. */
    BESIDE,
    /** The target itself replaces one revision by the next. */
    IN_PLACE
  }

  /** Tells of a deployment while it goes on. */
  interface Progress extends Consumer<String> {
    /** A line for people. */
    @Override
    void accept(String line);

    /** Remembers what is about to be touched, so that a crash leaves nothing unknown behind. */
    void keep(JsonNode handle);

    /** What the environment ran as before, by target's own handle. */
    @Nullable JsonNode before();
  }

  /**
   * What was brought there.
   *
   * @param handle what the target needs to find it again; kept with the deployment
   * @param url where the revision answers, null when that is not known
   */
  record Placed(JsonNode handle, @Nullable URI url) {}

  /** Whether a target can be used. */
  sealed interface Availability {
    record Available(String version) implements Availability {}

    record Unavailable(String reason) implements Availability {}
  }
}

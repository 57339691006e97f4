package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as the API shows it. */
record RunView(
    UUID id,
    String name,
    @Nullable UUID applicationId,
    @Nullable String application,
    RunState state,
    @Nullable ChangeRef change,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String reason,
    @Nullable UUID restartOf,
    @Nullable QueueView queue,
    long version,
    List<StageView> stages) {

  /**
   * Where a queued run stands.
   *
   * @param position 1 for the next one
   * @param waitingFor the run that works now, or the first before this one
   */
  record QueueView(String group, int position, @Nullable UUID waitingFor) {}

  /** A stage with everything known of it. */
  record StageView(
      String id,
      String uses,
      List<String> needs,
      Pipeline.Condition when,
      JsonNode parameters,
      StageState state,
      int attempt,
      @Nullable UUID commandId,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Integer percent,
      @Nullable String message,
      @Nullable JsonNode result,
      @Nullable Problem problem,
      @Nullable UUID inheritedFrom) {}

  /** A run in a list. */
  record Summary(
      UUID id,
      String name,
      @Nullable UUID applicationId,
      @Nullable String application,
      RunState state,
      @Nullable ChangeRef change,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable String reason,
      @Nullable UUID restartOf,
      @Nullable QueueView queue,
      List<StageSummary> stages) {}

  record StageSummary(String id, StageState state) {}

  static RunView of(Run run, long version, RunQueue.@Nullable Place place) {
    return new RunView(
        run.id(),
        run.name(),
        run.applicationId(),
        application(run),
        run.state(),
        run.change(),
        run.createdAt(),
        run.finishedAt(),
        run.reason(),
        run.restartOf(),
        queue(run, place),
        version,
        run.stages().stream().map(RunView::stage).toList());
  }

  static Summary summary(Run run, RunQueue.@Nullable Place place) {
    return new Summary(
        run.id(),
        run.name(),
        run.applicationId(),
        application(run),
        run.state(),
        run.change(),
        run.createdAt(),
        run.finishedAt(),
        run.reason(),
        run.restartOf(),
        queue(run, place),
        run.stages().stream().map(s -> new StageSummary(s.id(), s.state())).toList());
  }

  private static @Nullable QueueView queue(Run run, RunQueue.@Nullable Place place) {
    Group group = run.group();
    return place == null || group == null || run.state() != RunState.QUEUED
        ? null
        : new QueueView(group.name(), place.position(), place.waitingFor());
  }

  private static @Nullable String application(Run run) {
    ChangeRef change = run.change();
    return change == null ? null : change.application();
  }

  private static StageView stage(Stage stage) {
    Pipeline.Stage definition = stage.definition();
    return new StageView(
        stage.id(),
        definition.uses(),
        definition.needs(),
        definition.condition(),
        definition.parameters(),
        stage.state(),
        stage.attempt(),
        stage.commandId(),
        stage.startedAt(),
        stage.finishedAt(),
        stage.percent(),
        stage.message(),
        stage.result(),
        stage.problem(),
        stage.inheritedFrom());
  }
}

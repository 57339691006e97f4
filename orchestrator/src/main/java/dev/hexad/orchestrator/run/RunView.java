package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.gate.Gate;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.orchestrator.gate.AtGate;
import dev.hexad.orchestrator.gate.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
    @Nullable String paused,
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
      @Nullable UUID inheritedFrom,
      @Nullable GateView gate,
      CommandRequest.@Nullable Lease lease,
      @Nullable String undoes) {}

  /**
   * A gate and what was said at it.
   *
   * @param needed approvals, null for gates that ask nobody
   * @param input JSON Schema of what approvers are asked for
   * @param subject hash of what is decided on
   * @param expiresAt when it stops waiting and fails
   * @param author of the commit, who may not be enough
   */
  record GateView(
      String kind,
      @Nullable Integer needed,
      @Nullable Set<String> approvers,
      @Nullable Boolean authorMayApprove,
      @Nullable JsonNode input,
      @Nullable String message,
      @Nullable String subject,
      @Nullable Instant since,
      @Nullable Instant expiresAt,
      @Nullable String author,
      List<Decision> decisions) {}

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
        run.shown(),
        run.change(),
        run.createdAt(),
        run.finishedAt(),
        run.reason(),
        run.restartOf(),
        run.paused(),
        queue(run, place),
        version,
        run.stages().stream().map(stage -> stage(run, stage)).toList());
  }

  static Summary summary(Run run, RunQueue.@Nullable Place place) {
    return new Summary(
        run.id(),
        run.name(),
        run.applicationId(),
        application(run),
        run.shown(),
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

  /** Null for a stage that is no gate. */
  static @Nullable GateView gate(Run run, Stage stage) {
    if (!stage.definition().isGate()) {
      return null;
    }
    AtGate at = stage.gate();
    Instant since = at == null ? null : at.since();
    Instant expires = since == null ? null : since.plusSeconds(stage.definition().timeout());
    String author = Gates.author(run);
    List<Decision> decisions = at == null ? List.of() : at.decisions();
    String kind = stage.definition().uses().substring(Gate.PREFIX.length());
    try {
      if (Gates.of(run, stage) instanceof Gate.Approval gate) {
        return new GateView(
            kind,
            gate.needed(),
            gate.approvers(),
            gate.authorCounts(),
            gate.input(),
            gate.message(),
            gate.subject(),
            since,
            expires,
            author,
            decisions);
      }
    } catch (IllegalArgumentException e) {
      return new GateView(
          kind, null, null, null, null, e.getMessage(), null, since, expires, author, decisions);
    }
    return new GateView(
        kind, null, null, null, null, null, null, since, expires, author, decisions);
  }

  private static StageView stage(Run run, Stage stage) {
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
        stage.inheritedFrom(),
        gate(run, stage),
        stage.lease(),
        stage.undoes());
  }
}

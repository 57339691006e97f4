package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.orchestrator.application.Applications;
import dev.hexad.orchestrator.change.Alerts;
import dev.hexad.orchestrator.gate.GateFacts;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What past runs would have done with other stages or gates; changes nothing. */
@Service
class WhatIf {
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private final RunStore store;
  private final Alerts alerts;
  private final Applications applications;
  private final JdbcClient jdbc;

  WhatIf(RunStore store, Alerts alerts, Applications applications, JdbcClient jdbc) {
    this.store = store;
    this.alerts = alerts;
    this.applications = applications;
    this.jdbc = jdbc;
  }

  /**
   * What is to be different.
   *
   * @param stages all stages anew, null for those that each run had
   * @param gates put before a stage, or in the place of the stage with their id
   */
  record Change(@Nullable List<Pipeline.Stage> stages, List<Inserted> gates) {
    Change {
      gates = List.copyOf(gates);
    }
  }

  /** A gate and the stage that waits for it; null when the gate replaces one of its name. */
  record Inserted(Pipeline.Stage gate, @Nullable String before) {}

  /** How a stage would differ. */
  record StageDifference(
      String stage,
      @Nullable StageState then,
      @Nullable StageState now,
      @Nullable Long laterSeconds,
      @Nullable String why) {}

  /** How a run would differ. */
  record Difference(
      UUID runId,
      String run,
      Instant createdAt,
      RunState then,
      String now,
      List<StageDifference> stages,
      List<String> waits,
      List<String> assumptions) {}

  /**
   * What replaying gave.
   *
   * @param differences of those runs that would have gone another way, newest first
   */
  record Report(int replayed, int different, List<Difference> differences) {}

  Report replay(
      String tenant,
      @Nullable UUID application,
      Instant from,
      Instant to,
      int limit,
      Change change) {
    List<Run> runs = store.ended(tenant, application, from, to, limit);
    Map<UUID, History> histories = new HashMap<>();
    var differences = new ArrayList<Difference>();
    for (Run run : runs) {
      UUID of = run.applicationId();
      History history =
          of == null
              ? new History(List.of(), List.of())
              : histories.computeIfAbsent(of, id -> history(tenant, id, from, to));
      Replay.Outcome outcome =
          Replay.of(run, fresh(run, change), history, result -> resolved(result, change));
      compare(run, outcome).ifPresent(differences::add);
    }
    return new Report(runs.size(), differences.size(), differences);
  }

  /** The run before anything happened; what another run did for it is taken as its own. */
  private static Run fresh(Run run, Change change) {
    List<Stage> finding = run.stages().stream().filter(Stage::expands).toList();
    List<Stage> stages;
    if (finding.isEmpty()) {
      List<Pipeline.Stage> definitions =
          run.stages().stream()
              .filter(stage -> stage.undoes() == null)
              .map(Stage::definition)
              .toList();
      stages = changed(definitions, change).stream().map(d -> Stage.pending(d, false)).toList();
    } else {
      stages = finding.stream().map(s -> Stage.pending(s.definition(), true)).toList();
    }
    return Run.fresh(
        run.id(),
        run.tenant(),
        run.name(),
        run.applicationId(),
        run.change(),
        stages,
        run.createdAt());
  }

  /** The result of a stage that found others, with the changed ones in their place. */
  private static JsonNode resolved(JsonNode result, Change change) {
    var then = Json.convert(result, ResolveParameters.Result.class);
    Pipeline pipeline = then.pipeline();
    return Json.tree(
        new ResolveParameters.Result(
            pipeline.withStages(changed(pipeline.stages(), change)), then.change()));
  }

  private static List<Pipeline.Stage> changed(List<Pipeline.Stage> then, Change change) {
    var all = new ArrayList<>(change.stages() == null ? then : change.stages());
    for (Inserted inserted : change.gates()) {
      Pipeline.Stage gate = inserted.gate();
      boolean replaces = all.stream().anyMatch(stage -> stage.id().equals(gate.id()));
      if (replaces) {
        all.replaceAll(stage -> stage.id().equals(gate.id()) ? gate.after(stage.needs()) : stage);
      } else {
        for (int i = 0; i < all.size(); i++) {
          Pipeline.Stage stage = all.get(i);
          if (stage.id().equals(inserted.before())) {
            all.set(i, stage.after(List.of(gate.id())));
            all.add(i, gate.after(stage.needs()));
            break;
          }
        }
      }
    }
    return all;
  }

  private static Optional<Difference> compare(Run then, Replay.Outcome outcome) {
    Run now = outcome.run();
    var stages = new ArrayList<StageDifference>();
    for (Stage stage : now.stages()) {
      Stage before = then.stage(stage.id()).orElse(null);
      Long later = later(before, stage);
      boolean other = before == null || before.state() != stage.state();
      if (other && !(before == null && stage.state() == StageState.SUCCEEDED) || later != null) {
        stages.add(
            new StageDifference(
                stage.id(),
                before == null ? null : before.state(),
                stage.state(),
                later,
                stage.problem() == null ? stage.message() : stage.problem().detail()));
      }
    }
    for (Stage stage : then.stages()) {
      if (now.stage(stage.id()).isEmpty() && stage.undoes() == null) {
        stages.add(new StageDifference(stage.id(), stage.state(), null, null, "not there"));
      }
    }
    String end = now.ended() ? now.state().name() : "WAITING";
    boolean same = end.equals(then.state().name()) && stages.isEmpty();
    return same
        ? Optional.empty()
        : Optional.of(
            new Difference(
                then.id(),
                then.name(),
                then.createdAt(),
                then.state(),
                end,
                stages,
                outcome.waits(),
                outcome.assumptions()));
  }

  /** How much later the stage would have begun; null when nobody would notice. */
  private static @Nullable Long later(@Nullable Stage then, Stage now) {
    if (then == null || then.startedAt() == null || now.startedAt() == null) {
      return null;
    }
    Duration later = Duration.between(then.startedAt(), now.startedAt());
    return later.compareTo(NOTICED) > 0 && now.gate() == null ? later.toSeconds() : null;
  }

  private History history(String tenant, UUID application, Instant from, Instant to) {
    var all = new ArrayList<>(applications.dependencies(tenant, application));
    all.add(application);
    List<History.Told> told =
        alerts.during(tenant, all, from, to).stream()
            .map(past ->
                new History.Told(
                    new GateFacts.Alert(
                        past.alert().id(),
                        past.alert().applicationId().equals(application),
                        past.alert().environment(),
                        past.alert().severity(),
                        past.alert().title()),
                    past.raised(),
                    past.resolved()))
            .toList();
    List<History.Measured> measured =
        jdbc.sql(
                """
                select objective, nullif(environment, ''), remaining, burn_rate, told_at
                from budget_told where tenant = ? and application_id = ? and told_at <= ?
                """)
            .params(tenant, application, Timestamp.from(to))
            .query((rs, n) ->
                new History.Measured(
                    new GateFacts.Budget(
                        rs.getString(1), rs.getString(2), rs.getDouble(3), rs.getDouble(4)),
                    rs.getTimestamp(5).toInstant()))
            .list();
    return new History(told, measured);
  }
}

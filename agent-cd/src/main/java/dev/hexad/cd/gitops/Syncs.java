package dev.hexad.cd.gitops;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.deployment.Previews;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Brings to environments what Git says, by a run like any other. */
@Component
class Syncs {
  private final TrackedStore store;
  private final Previews previews;
  private final OrchestratorClient orchestrator;

  Syncs(TrackedStore store, Previews previews, OrchestratorClient orchestrator) {
    this.store = store;
    this.previews = previews;
    this.orchestrator = orchestrator;
  }

  /** Starts what may come by itself; says what holds back what may not. */
  Tracked consider(Tracked found, BranchFiles files) throws IOException {
    if (!Boolean.TRUE.equals(found.tracking().auto())) {
      return found;
    }
    if (previews.isBusy(found.applicationId(), found.environment())) {
      return found.found(SyncState.SYNCING, "a deployment goes on");
    }
    Optional<String> holds = holdsBack(found);
    if (holds.isPresent()) {
      return found.found(SyncState.WAITING, holds.get());
    }
    files.folder();
    try {
      return start(found, files.author(), "");
    } catch (HexadException e) {
      return found.found(SyncState.OUT_OF_SYNC, e.problem().detail());
    }
  }

  private Optional<String> holdsBack(Tracked found) {
    Tracking tracking = found.tracking();
    if (tracking.held() != null) {
      return Optional.of("held: " + tracking.held());
    }
    if (found.removes() && !Boolean.TRUE.equals(tracking.prune())) {
      return Optional.of("it would remove things; somebody has to confirm that");
    }
    return previews
        .refused(found.applicationId(), found.environment(), String.valueOf(found.commit()))
        .or(() ->
            tracking.dependsOn().stream().flatMap(place -> unmet(place).stream()).findFirst());
  }

  /** Why an environment is not what others can build on. */
  private Optional<String> unmet(Tracking.Place place) {
    Optional<Tracked> tracked = store.find(place.applicationId(), place.environment());
    String name =
        tracked.map(Tracked::application).orElse(place.applicationId().toString())
            + " in "
            + place.environment();
    if (tracked.isPresent() && tracked.get().state() != SyncState.SYNCED) {
      return Optional.of(name + " is not in sync");
    }
    return previews
            .stable(place.applicationId(), place.environment())
            .filter(Previews.Stable::healthy)
            .isPresent()
        ? Optional.empty()
        : Optional.of(name + " is not healthy");
  }

  /**
   * Starts the run, once for the same commit and the same that runs.
   *
   * @param again tells another try of the same commit from the first
   */
  Tracked start(Tracked found, @Nullable String author, String again) {
    Previews.Stable stable =
        previews
            .stable(found.applicationId(), found.environment())
            .orElseThrow(() -> HexadException.notFound("deployment in", found.environment()));
    String commit = String.valueOf(found.commit());
    String key =
        String.join(
            "/",
            "sync",
            found.applicationId().toString(),
            found.environment(),
            commit,
            stable.deployment().toString(),
            again);
    var wish =
        new OrchestratorClient.NewRun(
            "Sync %s in %s to %.8s".formatted(found.application(), found.environment(), commit),
            found.applicationId(),
            "refs/heads/" + found.branch(),
            commit,
            author,
            stages(stable));
    try {
      UUID run = orchestrator.start(wish, key);
      return new Tracked(
          found.applicationId(),
          found.application(),
          found.environment(),
          found.tracking(),
          SyncState.SYNCING,
          null,
          found.commit(),
          found.digest(),
          found.deployment(),
          found.items(),
          found.rendered(),
          found.checkedAt(),
          run);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The run cannot be started now: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }

  private static ObjectNode stages(Previews.Stable stable) {
    DeployParameters parameters = stable.parameters();
    ObjectNode with = (ObjectNode) Json.tree(parameters);
    with.put("target", stable.target());
    if (parameters.strategy() == Strategy.CANARY) {
      // Nobody would judge and promote it.
      with.remove("strategy");
    }
    with.properties().stream()
        .filter(field -> field.getValue().isNull())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(with::remove);
    ObjectNode stages = Json.mapper().createObjectNode();
    stages.putObject("sync").put("uses", "cd.deploy").set("with", with);
    return stages;
  }
}

package dev.hexad.cd.gitops;

import dev.hexad.cd.deployment.Previews;
import dev.hexad.cd.run.DeployRuns;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings to environments what Git says, by a run like any other. */
@Component
class Syncs {
  private final TrackedStore store;
  private final Previews previews;
  private final DeployRuns runs;

  Syncs(TrackedStore store, Previews previews, DeployRuns runs) {
    this.store = store;
    this.previews = previews;
    this.runs = runs;
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
    UUID run =
        runs.start(
            new DeployRuns.Wish(
                "Sync %s in %s to %.8s".formatted(found.application(), found.environment(), commit),
                "sync",
                found.applicationId(),
                "refs/heads/" + found.branch(),
                commit,
                author,
                stable.parameters().on(stable.target())),
            key);
    return found.syncing(run);
  }
}

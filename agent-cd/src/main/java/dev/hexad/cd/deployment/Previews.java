package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What runs in an environment, and what another commit would make of it. */
@Component
public class Previews {
  private final Deployments deployments;
  private final DeploymentRepository history;
  private final Observations observations;
  private final Targets targets;
  private final LiveConfiguration<CdSettings> settings;
  private final Clock clock;

  Previews(
      Deployments deployments,
      DeploymentRepository history,
      Observations observations,
      Targets targets,
      LiveConfiguration<CdSettings> settings,
      Clock clock) {
    this.deployments = deployments;
    this.history = history;
    this.observations = observations;
    this.targets = targets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The stable revision of an environment.
   *
   * @param healthy as far as anybody has looked
   */
  public record Stable(
      UUID deployment,
      int revision,
      String target,
      @Nullable String commit,
      DeployParameters parameters,
      boolean healthy) {}

  public Optional<Stable> stable(UUID application, String environment) {
    return deployments
        .stableOf(application, environment)
        .map(found ->
            new Stable(
                found.id(),
                found.revision(),
                found.target(),
                found.view().commit(),
                found.parameters(),
                observations
                    .find(found.id())
                    .filter(seen -> seen.health() == Health.HEALTHY)
                    .isPresent()));
  }

  /** What deploying the same image with the files of another commit would change. */
  public List<Difference> of(UUID application, String environment, String commit, Sources sources)
      throws Exception {
    DeploymentEntity stable =
        deployments
            .stableOf(application, environment)
            .orElseThrow(() -> HexadException.notFound("deployment in", environment));
    DeployTarget target = targets.byName(stable.target());
    Revision now = stable.toRevision();
    var next =
        new Revision(
            Ids.next(),
            now.applicationId(),
            now.application(),
            now.environment(),
            now.number(),
            now.image(),
            commit,
            now.env(),
            now.strategy(),
            now.settings());
    Rendered wanted = target.render(next, sources);
    return target.diff(wanted, stable.running().map(DeploymentEntity.Running::handle).orElse(null));
  }

  /** Why this commit must not come by itself now; empty when it may. */
  public Optional<String> refused(UUID application, String environment, String commit) {
    Optional<String> closed =
        settings.current().policy(environment).closed(clock.instant()).map(why -> "it is " + why);
    return closed.or(() ->
        history
            .findByApplicationIdAndEnvironmentOrderByRevisionDesc(application, environment)
            .stream()
            .filter(found -> commit.equals(found.view().commit()))
            .filter(found ->
                found.quarantined()
                    || found.state() == DeploymentState.FAILED
                    || found.state() == DeploymentState.ROLLED_BACK)
            .findFirst()
            .map(found ->
                "revision %d of this commit %s; a newer commit goes on"
                    .formatted(
                        found.revision(),
                        found.state() == DeploymentState.FAILED
                            ? "has failed"
                            : "was rolled back")));
  }

  /** Whether a deployment goes on there. */
  public boolean isBusy(UUID application, String environment) {
    return history
        .findByApplicationIdAndEnvironmentOrderByRevisionDesc(application, environment)
        .stream()
        .anyMatch(found ->
            found.state() == DeploymentState.PLANNED
                || found.state() == DeploymentState.STARTING
                || found.state() == DeploymentState.CANARY);
  }
}

package dev.hexad.cd.deployment;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Orphan;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says what bringing a revision back would change, from what was stored of it. */
@Component
class Plans {
  private final Deployments deployments;
  private final Renderings renderings;
  private final Targets targets;

  Plans(Deployments deployments, Renderings renderings, Targets targets) {
    this.deployments = deployments;
    this.renderings = renderings;
    this.targets = targets;
  }

  /**
   * What would change.
   *
   * @param hash names exactly these differences
   */
  record Plan(List<Difference> items, String hash) {}

  Plan of(UUID id) throws Exception {
    List<Difference> items = differences(id);
    return new Plan(items, Sha256.digest(Json.write(items).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns when the differences are still those of a plan.
   *
   * @throws HexadException of type conflict when something has changed since
   */
  void require(UUID id, String hash) throws Exception {
    if (!of(id).hash().equals(hash)) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "What would change is not what the plan says any more; look at it again. Nothing was"
              + " changed.");
    }
  }

  /** What no deployment accounts for where this one runs. */
  List<Orphan> orphans(UUID id) {
    DeploymentEntity deployment = deployments.require(id);
    return deployment
        .running()
        .map(running -> targets.byName(deployment.target()).orphans(running.handle()))
        .orElse(List.of());
  }

  private List<Difference> differences(UUID id) throws Exception {
    DeploymentEntity deployment = deployments.require(id);
    Rendered rendered =
        renderings
            .find(deployment.id())
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.NOT_FOUND, "What this revision was rendered to is not stored."));
    DeployTarget target = targets.byName(deployment.target());
    Optional<DeploymentEntity> there =
        target.takeover() == Takeover.IN_PLACE
            ? deployments.placedLast(deployment.applicationId(), deployment.environment())
            : deployments.stableOf(deployment.applicationId(), deployment.environment());
    JsonNode handle =
        there.flatMap(DeploymentEntity::running).map(DeploymentEntity.Running::handle).orElse(null);
    return target.diff(rendered, handle);
  }
}

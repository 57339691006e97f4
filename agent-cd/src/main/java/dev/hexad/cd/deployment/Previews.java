package dev.hexad.cd.deployment;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says what bringing a revision back would change, from what was stored of it. */
@Component
class Previews {
  private final Deployments deployments;
  private final Renderings renderings;
  private final Targets targets;

  Previews(Deployments deployments, Renderings renderings, Targets targets) {
    this.deployments = deployments;
    this.renderings = renderings;
    this.targets = targets;
  }

  List<Difference> of(UUID id) throws Exception {
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

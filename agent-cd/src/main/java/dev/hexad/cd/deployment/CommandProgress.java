package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.cd.target.DeployTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells a command's log of a deployment, and its record what it runs as. */
final class CommandProgress implements DeployTarget.Progress {
  private final DeploymentEntity deployment;
  private final @Nullable JsonNode before;
  private final boolean beside;
  private final Deployments deployments;
  private final CommandContext context;
  private Optional<DeploymentEntity.Running> placed = Optional.empty();

  /**
   * @param before handle of what this follows, null when that is nothing
   * @param beside whether it runs beside the stable revision of a target that replaces in place
   */
  CommandProgress(
      DeploymentEntity deployment,
      @Nullable JsonNode before,
      boolean beside,
      Deployments deployments,
      CommandContext context) {
    this.deployment = deployment;
    this.before = before;
    this.beside = beside;
    this.deployments = deployments;
    this.context = context;
  }

  @Override
  public void accept(String line) {
    context.log().line(line);
  }

  @Override
  public void keep(JsonNode handle) {
    keep(new DeploymentEntity.Running(null, handle, beside ? true : null));
  }

  /** An earlier revision that is brought back is not told until it is the stable one. */
  void keep(DeploymentEntity.Running running) {
    placed = Optional.of(running);
    if (deployment.state() == DeploymentState.STARTING) {
      deployments.runsAs(deployment.id(), running);
    }
  }

  boolean beside() {
    return beside;
  }

  Optional<DeploymentEntity.Running> placed() {
    return placed;
  }

  @Override
  public @Nullable JsonNode before() {
    return before;
  }
}

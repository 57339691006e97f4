package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.DeployParameters;
import org.springframework.stereotype.Component;

@Component
final class DeployHandler implements CommandHandler<DeployParameters, DeployParameters.Result> {
  private final Rollout rollout;

  DeployHandler(Rollout rollout) {
    this.rollout = rollout;
  }

  @Override
  public String capability() {
    return "cd.deploy";
  }

  @Override
  public String description() {
    return "Brings an image to an environment and waits until it is healthy.";
  }

  @Override
  public Class<DeployParameters> parametersType() {
    return DeployParameters.class;
  }

  @Override
  public Class<DeployParameters.Result> resultType() {
    return DeployParameters.Result.class;
  }

  @Override
  public DeployParameters.Result handle(DeployParameters parameters, CommandContext context)
      throws Exception {
    return rollout.deploy(parameters, context);
  }
}

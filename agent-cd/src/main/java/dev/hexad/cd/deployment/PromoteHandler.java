package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.PromoteParameters;
import org.springframework.stereotype.Component;

@Component
final class PromoteHandler implements CommandHandler<PromoteParameters, DeployParameters.Result> {
  private final Rollout rollout;

  PromoteHandler(Rollout rollout) {
    this.rollout = rollout;
  }

  @Override
  public String capability() {
    return "cd.promote";
  }

  @Override
  public String description() {
    return "Makes the canary of an environment its stable revision.";
  }

  @Override
  public Class<PromoteParameters> parametersType() {
    return PromoteParameters.class;
  }

  @Override
  public Class<DeployParameters.Result> resultType() {
    return DeployParameters.Result.class;
  }

  @Override
  public DeployParameters.Result handle(PromoteParameters parameters, CommandContext context)
      throws Exception {
    return rollout.promote(parameters.environment(), context);
  }
}

package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.PromoteParameters;
import org.springframework.stereotype.Component;

@Component
final class PromoteHandler implements CommandHandler<PromoteParameters, DeployParameters.Result> {
  private final Canaries canaries;

  PromoteHandler(Canaries canaries) {
    this.canaries = canaries;
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
    return canaries.promote(parameters, context);
  }
}

package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.ShiftParameters;
import org.springframework.stereotype.Component;

@Component
final class ShiftHandler implements CommandHandler<ShiftParameters, DeployParameters.Result> {
  private final Canaries canaries;

  ShiftHandler(Canaries canaries) {
    this.canaries = canaries;
  }

  @Override
  public String capability() {
    return "cd.shift";
  }

  @Override
  public String description() {
    return "Gives the canary of an environment another share.";
  }

  @Override
  public Class<ShiftParameters> parametersType() {
    return ShiftParameters.class;
  }

  @Override
  public Class<DeployParameters.Result> resultType() {
    return DeployParameters.Result.class;
  }

  @Override
  public DeployParameters.Result handle(ShiftParameters parameters, CommandContext context)
      throws Exception {
    return canaries.shift(parameters.environment(), parameters.percent(), context);
  }
}
